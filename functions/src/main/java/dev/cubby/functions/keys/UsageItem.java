package dev.cubby.functions.keys;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.cubby.functions.UserPartition;
import dev.cubby.shared.dynamodb.Attributes;
import dev.cubby.shared.dynamodb.Key;
import dev.cubby.shared.json.JsonText;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The shape of a key's usage in the table: a document that is shown until it expires.
final class UsageItem {

  private UsageItem() {}

  static Key key(StoredKey key) {
    return new Key(UserPartition.of(key.userId()), "USAGE#" + key.keyId());
  }

  static Map<String, AttributeValue> toItem(StoredKey key, JsonText usage, Instant expiresAt) {
    var item = new HashMap<>(key(key).toAttributes());
    item.put("VALUE", fromS(usage.text()));
    item.put("TTL", Attributes.seconds(expiresAt));
    return item;
  }

  /// The document of `item`; empty if it has expired at `time`.
  static Optional<JsonText> toUsage(Map<String, AttributeValue> item, Instant time) {
    return time.getEpochSecond() < Attributes.number(item, "TTL")
        ? Optional.of(new JsonText(Attributes.text(item, "VALUE")))
        : Optional.empty();
  }
}
