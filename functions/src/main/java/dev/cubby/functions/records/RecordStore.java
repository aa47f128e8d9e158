package dev.cubby.functions.records;

import dev.cubby.shared.dynamodb.Creation;
import dev.cubby.shared.dynamodb.Deletion;
import dev.cubby.shared.dynamodb.Idempotency;
import dev.cubby.shared.dynamodb.Page;
import dev.cubby.shared.dynamodb.Replacement;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.dynamodb.VersionedItems;
import dev.cubby.shared.version.Precondition;
import dev.cubby.shared.version.Precondition.OfExisting;
import java.time.Instant;
import java.util.Optional;

/// The records in DynamoDB. One method per access pattern, one call in each (an upsert over an
/// expired record is the one exception, see [VersionedItems]).
final class RecordStore {

  private final VersionedItems items;

  RecordStore(Table table) {
    this.items = new VersionedItems(table, RecordItem.ATTRIBUTES);
  }

  Optional<StoredRecord> find(String userId, String key, Instant time) {
    return items.get(RecordItem.key(userId, key), time).map(RecordItem::toRecord);
  }

  Creation create(Draft draft, Idempotency idempotency) {
    return items.create(draft.toWrite(), idempotency);
  }

  Replacement replace(Draft draft, Precondition precondition) {
    return items.replace(draft.toWrite(), precondition);
  }

  Deletion delete(String userId, String key, Instant time, OfExisting precondition) {
    return items.delete(RecordItem.key(userId, key), time, precondition);
  }

  /// The records of `range`, by key.
  Page<StoredRecord> list(Range range) {
    var listing = RecordItem.inTable(range.userId(), range.prefix());
    return items.list(listing, range.paging().page(), range.time()).map(RecordItem::toRecord);
  }

  /// The keys of the records of `range`, by key, out of the index: their values are not read.
  Page<String> listKeys(Range range) {
    var listing = RecordItem.inIndex(range.userId(), range.prefix());
    return items.list(listing, range.paging().page(), range.time()).map(RecordItem::recordKey);
  }
}
