package dev.cubby.functions.keys;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.cubby.functions.UserPartition;
import dev.cubby.shared.auth.Caller;
import dev.cubby.shared.auth.Role;
import dev.cubby.shared.dynamodb.Attributes;
import dev.cubby.shared.dynamodb.Eraser;
import dev.cubby.shared.dynamodb.Index;
import dev.cubby.shared.dynamodb.Key;
import dev.cubby.shared.dynamodb.KeyRange;
import dev.cubby.shared.dynamodb.Listing;
import dev.cubby.shared.dynamodb.Stamp;
import dev.cubby.shared.dynamodb.Write;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The shape of an API key in the table.
///
/// All of it is under its hash, so the authorizer needs one read. In the user's partition there is
/// a reference to it, so that a user's keys can be listed. A registration says that API Gateway may
/// have the key before the table does.
final class KeyItem {

  static final List<String> ATTRIBUTES =
      List.of("userId", "keyId", "gatewayKeyId", "name", "roles", "plan", "replacedBy");

  static final String LAST_USED_ON = "lastUsedOn";

  /// What is there when the first key was made.
  static final Key BOOTSTRAP = new Key("BOOTSTRAP", "BOOTSTRAP");

  private static final String PARTITION = "KEY#";

  private KeyItem() {}

  static Key key(String hash) {
    return new Key(PARTITION + hash, "KEY");
  }

  static Key registrationKey(String hash) {
    return new Key(PARTITION + hash, "REGISTRATION");
  }

  static Key referenceKey(String userId, String keyId) {
    return new Key(UserPartition.of(userId), UserPartition.KEYS + keyId);
  }

  /// The hash that stands in the partition key of a key or a registration.
  static String hashOf(String partition) {
    return partition.substring(PARTITION.length());
  }

  /// A user's references, in the order in which their keys were made.
  static Listing references(String userId) {
    return new Listing(
        KeyRange.beginningWith(Index.TABLE, UserPartition.of(userId), UserPartition.KEYS),
        item -> Attributes.text(item, "SK").substring(UserPartition.KEYS.length()),
        keyId -> referenceKey(userId, keyId).toAttributes());
  }

  /// The key of what a reference refers to.
  static Key referred(Map<String, AttributeValue> reference) {
    return key(hashOf(Attributes.text(reference, Eraser.PARTITION)));
  }

  static Map<String, AttributeValue> registration(String hash, Instant expiresAt) {
    var item = new HashMap<>(registrationKey(hash).toAttributes());
    item.put("TTL", Attributes.seconds(expiresAt));
    return item;
  }

  static Map<String, AttributeValue> reference(StoredKey key) {
    var item = new HashMap<>(referenceKey(key.userId(), key.keyId()).toAttributes());
    item.put(Eraser.PARTITION, fromS(PARTITION + key.hash()));
    return item;
  }

  static Map<String, AttributeValue> firstVersion(Draft draft, String gatewayKeyId, Instant time) {
    var attributes = attributes(draft.userId(), draft.keyId(), gatewayKeyId, draft.settings());
    return new Write(key(draft.hash()), attributes, time, draft.expiresAt())
        .firstVersion(Stamp.newWriteId());
  }

  /// The state of `key` with another expiry.
  static Write write(StoredKey key, Instant time, @Nullable Instant expiresAt) {
    var attributes = attributes(key.userId(), key.keyId(), key.gatewayKeyId(), key.settings());
    if (key.replacedBy() != null) {
      attributes.put("replacedBy", fromS(key.replacedBy()));
    }
    return new Write(key(key.hash()), attributes, time, expiresAt);
  }

  static StoredKey toStoredKey(Map<String, AttributeValue> item) {
    return new StoredKey(
        hashOf(Attributes.text(item, "PK")),
        Attributes.text(item, "userId"),
        Attributes.text(item, "keyId"),
        Attributes.text(item, "gatewayKeyId"),
        new Settings(
            textOrNull(item, "name"),
            Role.parse(Attributes.text(item, "roles")),
            Plan.of(Attributes.text(item, "plan"))),
        Stamp.revision(item),
        lastUsedOn(item),
        textOrNull(item, "replacedBy"));
  }

  static KnownKey toKnownKey(Map<String, AttributeValue> item) {
    return new KnownKey(
        new Caller(
            Attributes.text(item, "userId"),
            Attributes.text(item, "keyId"),
            Role.parse(Attributes.text(item, "roles")),
            Attributes.text(item, "plan"),
            item.containsKey("TTL") ? Instant.ofEpochSecond(Attributes.number(item, "TTL")) : null),
        lastUsedOn(item));
  }

  private static @Nullable LocalDate lastUsedOn(Map<String, AttributeValue> item) {
    var date = textOrNull(item, LAST_USED_ON);
    return date == null ? null : LocalDate.parse(date);
  }

  private static @Nullable String textOrNull(Map<String, AttributeValue> item, String name) {
    return item.containsKey(name) ? Attributes.text(item, name) : null;
  }

  private static Map<String, AttributeValue> attributes(
      String userId, String keyId, String gatewayKeyId, Settings settings) {
    var attributes = new HashMap<String, AttributeValue>();
    attributes.put("userId", fromS(userId));
    attributes.put("keyId", fromS(keyId));
    attributes.put("gatewayKeyId", fromS(gatewayKeyId));
    attributes.put("roles", fromS(Role.format(settings.roles())));
    attributes.put("plan", fromS(settings.plan().toString()));
    if (settings.name() != null) {
      attributes.put("name", fromS(settings.name()));
    }
    return attributes;
  }
}
