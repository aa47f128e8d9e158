package dev.cubby.functions.keys;

import dev.cubby.shared.dynamodb.Idempotency;
import dev.cubby.shared.dynamodb.Outcome;
import dev.cubby.shared.dynamodb.Outcome.Deleted;
import dev.cubby.shared.dynamodb.Outcome.Updated;
import dev.cubby.shared.dynamodb.Page;
import dev.cubby.shared.dynamodb.PageRequest;
import dev.cubby.shared.dynamodb.ReferencedItems;
import dev.cubby.shared.dynamodb.RetryOnConflict;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.dynamodb.Transaction;
import dev.cubby.shared.dynamodb.Transaction.Canceled;
import dev.cubby.shared.dynamodb.Transaction.Committed;
import dev.cubby.shared.dynamodb.UserPartition;
import dev.cubby.shared.dynamodb.VersionedItems;
import dev.cubby.shared.version.Precondition.OfExisting;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The API keys in DynamoDB, by hash and by user.
final class KeyStore {

  // The time during which an unfinished registration is kept.
  private static final Duration REGISTRATION = Duration.ofHours(1);

  private final Table table;
  private final VersionedItems items;

  KeyStore(Table table) {
    this.table = table;
    this.items = new VersionedItems(table);
  }

  /// Returns the data that the authorizer needs of the key with this `hash`, expired or not. One
  /// read.
  Optional<KnownKey> find(String hash) {
    return table.get(KeyMapping.key(hash)).map(KeyMapping::toKnownKey);
  }

  /// Records that the key with this `hash` was used on `date`. One write.
  void markUsed(String hash, LocalDate date) {
    table.raise(KeyMapping.key(hash), KeyMapping.LAST_USED_ON, date.toString());
  }

  /// Whether the user exists. One read.
  boolean hasUser(String userId) {
    return table.get(UserPartition.profile(userId)).isPresent();
  }

  /// Returns a key of a user. Two reads: the reference and the key.
  Optional<StoredKey> find(String userId, String keyId, Instant time) {
    return table
        .get(KeyMapping.referenceKey(userId, keyId))
        .flatMap(reference -> items.get(KeyMapping.referred(reference), time))
        .map(KeyMapping::toStoredKey);
  }

  /// Returns a page of a user's keys, ordered by creation: a Query for the references, and
  /// [ReferencedItems#read]. Empty if the user does not exist, which takes another read if there
  /// are no references at all. The administrator has keys, but no profile.
  Optional<Page<StoredKey>> list(String userId, PageRequest page, Instant time) {
    var references = table.list(KeyMapping.references(userId), page, time);
    boolean hasNone =
        page.position() == null && references.entries().isEmpty() && references.position() == null;
    return hasNone && !hasUser(userId)
        ? Optional.empty()
        : Optional.of(
            ReferencedItems.read(table, references, KeyMapping::referred, time)
                .map(KeyMapping::toStoredKey));
  }

  /// Registers that API Gateway may have the key with this `hash` before the table does. One write.
  void announce(String hash, Instant time) {
    table.put(KeyMapping.registration(hash, time.plus(REGISTRATION)));
  }

  /// Returns the key that the same request created, in its state at creation. One read, none
  /// without an idempotency key.
  Optional<StoredKey> findMade(Idempotency idempotency, Instant time) {
    return idempotency.made(table, time).map(KeyMapping::toStoredKey);
  }

  /// Makes an announced key valid: one transaction of the key, its reference, its registration, the
  /// record of its `idempotency`, and the writes of `together`.
  ///
  /// If a condition fails, it deletes the registration, so that API Gateway loses the key: one more
  /// write. It returns the key that the same request has created meanwhile, or else empty.
  Optional<StoredKey> activate(
      NewKey newKey,
      String gatewayKeyId,
      Instant time,
      Idempotency idempotency,
      Consumer<Transaction> together) {
    var item = KeyMapping.firstVersion(newKey, gatewayKeyId, time);
    var key = KeyMapping.toStoredKey(item);
    var transaction =
        table
            .transaction(time)
            .create(item)
            .create(KeyMapping.reference(key))
            .delete(KeyMapping.registrationKey(newKey.hash()));
    together.accept(transaction);
    idempotency.keep(item, transaction, time);
    return switch (transaction.commit()) {
      case Committed _ -> Optional.of(key);
      case Canceled canceled -> {
        table.delete(KeyMapping.registrationKey(newKey.hash()));
        yield idempotency.made(canceled).map(KeyMapping::toStoredKey);
      }
    };
  }

  /// Updates the id of `key` in API Gateway, and returns true, unless the key has changed since it
  /// was read. One transaction of the key.
  boolean bind(StoredKey key, String gatewayKeyId, Instant time) {
    var write = KeyMapping.write(key.boundTo(gatewayKeyId), time, key.revision().expiresAt());
    return table.transaction(time).update(write, key.revision()).commit() instanceof Committed;
  }

  /// Adds the expiry of `key` at `end`, or its own if earlier, to `transaction`. The transaction
  /// fails if the key has changed since it was read.
  void end(StoredKey key, Instant end, Instant time, Transaction transaction) {
    var revision = key.revision();
    var expiresAt = revision.expiresAt();
    var earlier = expiresAt != null && expiresAt.isBefore(end) ? expiresAt : end;
    transaction.update(KeyMapping.write(key, time, earlier), revision);
  }

  /// Changes the settings of a key: two reads, and one transaction of the key. Returns Updated,
  /// Absent or Mismatch.
  Outcome<StoredKey> update(
      String userId,
      String keyId,
      UnaryOperator<Settings> change,
      Instant time,
      OfExisting precondition) {
    return RetryOnConflict.change(
        () -> find(userId, keyId, time),
        precondition,
        key -> {
          var revision = key.revision();
          var changed =
              key.with(change.apply(key.settings()), revision.next(time, revision.expiresAt()));
          return table
              .transaction(time)
              .update(KeyMapping.write(changed, time, revision.expiresAt()), revision)
              .commit(new Updated<>(changed));
        });
  }

  /// Deletes a key: two reads, and one transaction of the key and its reference. Returns Deleted,
  /// Absent or Mismatch.
  Outcome<StoredKey> delete(String userId, String keyId, Instant time, OfExisting precondition) {
    return RetryOnConflict.change(
        () -> find(userId, keyId, time),
        precondition,
        key ->
            table
                .transaction(time)
                .delete(KeyMapping.key(key.hash()), key.revision())
                .delete(KeyMapping.referenceKey(userId, keyId))
                .commit(new Deleted<>(key)));
  }

  /// Deletes the reference to a key that is gone. One write.
  void forget(String userId, String keyId) {
    table.delete(KeyMapping.referenceKey(userId, keyId));
  }

  /// Whether the key with this `hash` is being created. One read.
  boolean isAnnounced(String hash) {
    return table.get(KeyMapping.registrationKey(hash)).isPresent();
  }

  /// Whether the first key has been created. One read.
  boolean isBootstrapped() {
    return table.get(KeyMapping.BOOTSTRAP).isPresent();
  }

  /// Adds the creation of the first key to `transaction`, which succeeds only once.
  void bootstrap(Transaction transaction) {
    transaction.create(KeyMapping.BOOTSTRAP.toAttributes());
  }
}
