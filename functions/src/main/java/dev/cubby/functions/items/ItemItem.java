package dev.cubby.functions.items;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.cubby.functions.UserPartition;
import dev.cubby.shared.dynamodb.Attributes;
import dev.cubby.shared.dynamodb.Index;
import dev.cubby.shared.dynamodb.Key;
import dev.cubby.shared.dynamodb.KeyRange;
import dev.cubby.shared.dynamodb.Listing;
import dev.cubby.shared.dynamodb.Stamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The shape of an item in the table: its key, and the mapping in both directions.
final class ItemItem {

  static final List<String> ATTRIBUTES = List.of("name", "description");
  private static final String PREFIX = "ITEM#";

  private ItemItem() {}

  static Key key(String userId, String id) {
    return new Key(UserPartition.of(userId), PREFIX + id);
  }

  /// A user's items, in the order of their creation.
  static Listing listing(String userId) {
    return new Listing(
        KeyRange.beginningWith(Index.TABLE, UserPartition.of(userId), PREFIX),
        item -> idOf(Key.of(item)),
        id -> key(userId, id).toAttributes());
  }

  static Map<String, AttributeValue> attributes(Body body) {
    var attributes = new HashMap<>(Map.of("name", fromS(body.name())));
    if (body.description() != null) {
      attributes.put("description", fromS(body.description()));
    }
    return attributes;
  }

  static Item toItem(Map<String, AttributeValue> item) {
    var description = item.containsKey("description") ? Attributes.text(item, "description") : null;
    return new Item(
        idOf(Key.of(item)),
        new Body(Attributes.text(item, "name"), description),
        Stamp.revision(item));
  }

  static String idOf(Key key) {
    return key.sk().substring(PREFIX.length());
  }
}
