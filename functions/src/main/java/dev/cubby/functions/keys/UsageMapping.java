package dev.cubby.functions.keys;

import dev.cubby.shared.dynamodb.Attributes;
import dev.cubby.shared.dynamodb.Key;
import dev.cubby.shared.dynamodb.UserPartition;
import dev.cubby.shared.json.JsonText;
import java.time.Instant;
import java.util.Optional;

/// The layout of a key's usage in the table: a cached document with an expiry.
final class UsageMapping {

  private UsageMapping() {}

  static Key key(StoredKey key) {
    return new Key(UserPartition.of(key.userId()), "USAGE#" + key.keyId());
  }

  static Attributes toAttributes(StoredKey key, JsonText usage, Instant expiresAt) {
    return key(key).toAttributes().with("VALUE", usage.text()).withExpiry(expiresAt);
  }

  /// Returns the document of `item`; empty if it has expired at `time`.
  static Optional<JsonText> toUsage(Attributes item, Instant time) {
    return time.getEpochSecond() < item.number("TTL")
        ? Optional.of(new JsonText(item.text("VALUE")))
        : Optional.empty();
  }
}
