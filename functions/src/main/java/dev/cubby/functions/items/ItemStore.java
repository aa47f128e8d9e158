package dev.cubby.functions.items;

import dev.cubby.shared.dynamodb.Deletion;
import dev.cubby.shared.dynamodb.Idempotency;
import dev.cubby.shared.dynamodb.Page;
import dev.cubby.shared.dynamodb.PageRequest;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.dynamodb.Update;
import dev.cubby.shared.dynamodb.VersionedItems;
import dev.cubby.shared.version.Precondition.OfExisting;
import java.time.Instant;
import java.util.Optional;

/// The items in DynamoDB. One method per access pattern, one call in each.
final class ItemStore {

  private final VersionedItems items;

  ItemStore(Table table) {
    this.items = new VersionedItems(table, ItemItem.ATTRIBUTES);
  }

  Optional<Item> find(String userId, String id, Instant time) {
    return items.get(ItemItem.key(userId, id), time).map(ItemItem::toItem);
  }

  /// Returns the item, which the same request may have made before.
  Item create(Draft draft, Idempotency idempotency) {
    var made = items.createNew(draft.toWrite(), idempotency);
    return new Item(ItemItem.idOf(made.key()), draft.body(), made.revision());
  }

  Update replace(Draft draft, OfExisting precondition) {
    return items.update(draft.toWrite(), precondition);
  }

  Deletion delete(String userId, String id, Instant time, OfExisting precondition) {
    return items.delete(ItemItem.key(userId, id), time, precondition);
  }

  /// The items of a user, in the order of their creation.
  Page<Item> list(String userId, PageRequest page, Instant time) {
    return items.list(ItemItem.listing(userId), page, time).map(ItemItem::toItem);
  }
}
