package dev.cubby.functions.records;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.cubby.functions.UserPartition;
import dev.cubby.shared.dynamodb.Attributes;
import dev.cubby.shared.dynamodb.Index;
import dev.cubby.shared.dynamodb.ItemSize;
import dev.cubby.shared.dynamodb.Key;
import dev.cubby.shared.dynamodb.KeyRange;
import dev.cubby.shared.dynamodb.Listing;
import dev.cubby.shared.dynamodb.Stamp;
import dev.cubby.shared.json.JsonText;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The shape of a record in the table: its keys, and the mapping in both directions.
final class RecordItem {

  static final List<String> ATTRIBUTES = List.of("VALUE", "GSI1PK", "GSI1SK");
  private static final String PREFIX = "RECORD#";

  // What an item has beside its key and value: names, user, stamp and expiry, each as long as it
  // can get.
  private static final int OVERHEAD_BYTES = overhead();

  private RecordItem() {}

  private static String indexPartition(String userId) {
    return UserPartition.of(userId) + "#RECORDS";
  }

  static Key key(String userId, String key) {
    return new Key(UserPartition.of(userId), PREFIX + key);
  }

  /// A user's records whose keys begin with `prefix`.
  static Listing inTable(String userId, String prefix) {
    return new Listing(
        KeyRange.beginningWith(Index.TABLE, UserPartition.of(userId), PREFIX + prefix),
        RecordItem::recordKey,
        key -> key(userId, key).toAttributes());
  }

  /// The same in the index, which has their keys only.
  static Listing inIndex(String userId, String prefix) {
    return new Listing(
        KeyRange.beginningWith(Index.GSI1, indexPartition(userId), prefix),
        RecordItem::recordKey,
        key -> {
          var place = new HashMap<>(key(userId, key).toAttributes());
          place.put("GSI1PK", fromS(indexPartition(userId)));
          place.put("GSI1SK", fromS(key));
          return place;
        });
  }

  static Map<String, AttributeValue> attributes(String userId, String key, JsonText value) {
    return Map.of(
        "VALUE", fromS(value.text()),
        "GSI1PK", fromS(indexPartition(userId)),
        "GSI1SK", fromS(key));
  }

  static StoredRecord toRecord(Map<String, AttributeValue> item) {
    return new StoredRecord(
        recordKey(item), new JsonText(Attributes.text(item, "VALUE")), Stamp.revision(item));
  }

  /// The key of the record that `item` is, or is the key of.
  static String recordKey(Map<String, AttributeValue> item) {
    return Attributes.text(item, "SK").substring(PREFIX.length());
  }

  /// The most bytes of UTF-8 that a value can have under `key`: what DynamoDB's 400 KB leave. The
  /// item holds the key twice, for the table and for its index.
  static int maxValueBytes(String key) {
    return ItemSize.MAX_BYTES - OVERHEAD_BYTES - 2 * key.length();
  }

  private static int overhead() {
    var anyUser = "00000000-0000-7000-8000-000000000000";
    var item = new HashMap<>(attributes(anyUser, "", new JsonText("")));
    item.putAll(key(anyUser, "").toAttributes());
    item.putAll(Stamp.first(Instant.EPOCH, Instant.EPOCH, Stamp.newWriteId()));
    return ItemSize.atMost(item);
  }
}
