package dev.cubby.functions.keys;

import dev.cubby.shared.auth.Caller;
import dev.cubby.shared.auth.Role;
import dev.cubby.shared.dynamodb.Attributes;
import dev.cubby.shared.dynamodb.Eraser;
import dev.cubby.shared.dynamodb.Index;
import dev.cubby.shared.dynamodb.Key;
import dev.cubby.shared.dynamodb.KeyRange;
import dev.cubby.shared.dynamodb.Listing;
import dev.cubby.shared.dynamodb.UserPartition;
import dev.cubby.shared.dynamodb.VersionAttributes;
import dev.cubby.shared.dynamodb.Write;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The layout of an API key in the table.
///
/// The key is stored under its hash, so that the authorizer needs one read. A reference in the
/// user's partition lists the key. A registration states that API Gateway may have the key before
/// the table does.
final class KeyMapping {

  static final String LAST_USED_ON = "lastUsedOn";

  /// Exists once the first key has been created.
  static final Key BOOTSTRAP = new Key("BOOTSTRAP", "BOOTSTRAP");

  private static final String PARTITION = "KEY#";

  private KeyMapping() {}

  static Key key(String hash) {
    return new Key(PARTITION + hash, "KEY");
  }

  static Key registrationKey(String hash) {
    return new Key(PARTITION + hash, "REGISTRATION");
  }

  static Key referenceKey(String userId, String keyId) {
    return new Key(UserPartition.of(userId), UserPartition.KEYS + keyId);
  }

  /// Returns the hash in the partition key of a key or a registration.
  static String hashOf(String partition) {
    return partition.substring(PARTITION.length());
  }

  /// Returns a user's references, ordered by creation.
  static Listing references(String userId) {
    return new Listing(
        KeyRange.beginningWith(Index.TABLE, UserPartition.of(userId), UserPartition.KEYS),
        item -> item.text("SK").substring(UserPartition.KEYS.length()),
        keyId -> referenceKey(userId, keyId).toAttributes());
  }

  /// Returns the key of the item that a reference names.
  static Key referred(Attributes reference) {
    return key(hashOf(reference.text(Eraser.PARTITION)));
  }

  static Attributes registration(String hash, Instant expiresAt) {
    return registrationKey(hash).toAttributes().withExpiry(expiresAt);
  }

  static Attributes reference(StoredKey key) {
    return referenceKey(key.userId(), key.keyId())
        .toAttributes()
        .with(Eraser.PARTITION, PARTITION + key.hash());
  }

  static Attributes firstVersion(NewKey key, String gatewayKeyId, Instant time) {
    var attributes = attributes(key.userId(), key.keyId(), gatewayKeyId, key.settings());
    return new Write(key(key.hash()), attributes, time, key.expiresAt())
        .firstVersion(VersionAttributes.newWriteId());
  }

  /// Returns the state of `key` with another expiry.
  static Write write(StoredKey key, Instant time, @Nullable Instant expiresAt) {
    var attributes =
        attributes(key.userId(), key.keyId(), key.gatewayKeyId(), key.settings())
            .with("replacedBy", key.replacedBy());
    return new Write(key(key.hash()), attributes, time, expiresAt);
  }

  static StoredKey toStoredKey(Attributes item) {
    return new StoredKey(
        hashOf(item.text("PK")),
        item.text("userId"),
        item.text("keyId"),
        item.text("gatewayKeyId"),
        new Settings(
            item.textOrNull("name"), Role.parse(item.text("roles")), Plan.of(item.text("plan"))),
        VersionAttributes.revision(item),
        lastUsedOn(item),
        item.textOrNull("replacedBy"));
  }

  static KnownKey toKnownKey(Attributes item) {
    return new KnownKey(
        new Caller(
            item.text("userId"),
            item.text("keyId"),
            Role.parse(item.text("roles")),
            item.text("plan"),
            item.secondsOrNull("TTL")),
        item.text("gatewayKeyId"),
        lastUsedOn(item));
  }

  private static @Nullable LocalDate lastUsedOn(Attributes item) {
    var date = item.textOrNull(LAST_USED_ON);
    return date == null ? null : LocalDate.parse(date);
  }

  private static Attributes attributes(
      String userId, String keyId, String gatewayKeyId, Settings settings) {
    return Attributes.NONE
        .with("userId", userId)
        .with("keyId", keyId)
        .with("gatewayKeyId", gatewayKeyId)
        .with("name", settings.name())
        .with("roles", Role.format(settings.roles()))
        .with("plan", settings.plan().toString());
  }
}
