package dev.cubby.functions.keys;

import dev.cubby.shared.dynamodb.Idempotency;
import dev.cubby.shared.dynamodb.Outcome;
import dev.cubby.shared.dynamodb.Outcome.Deleted;
import dev.cubby.shared.dynamodb.Outcome.Updated;
import dev.cubby.shared.dynamodb.Page;
import dev.cubby.shared.dynamodb.PageRequest;
import dev.cubby.shared.dynamodb.RetryOnConflict;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.dynamodb.Transaction;
import dev.cubby.shared.dynamodb.Transaction.Canceled;
import dev.cubby.shared.dynamodb.Transaction.Committed;
import dev.cubby.shared.dynamodb.VersionedItems;
import dev.cubby.shared.owned.UserPartition;
import dev.cubby.shared.version.Precondition.OfExisting;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The API keys in DynamoDB, by their hashes, and by their users.
final class KeyStore {

  // As long as an unfinished registration is left alone.
  private static final Duration REGISTRATION = Duration.ofHours(1);

  private final Table table;
  private final VersionedItems items;

  KeyStore(Table table) {
    this.table = table;
    this.items = new VersionedItems(table);
  }

  /// Returns what the authorizer needs to know of the key of that `hash`, expired or not. One read.
  Optional<KnownKey> find(String hash) {
    return table.get(KeyMapping.key(hash)).map(KeyMapping::toKnownKey);
  }

  /// Notes that the key of that `hash` was used on `date`. One write.
  void markUsed(String hash, LocalDate date) {
    table.raise(KeyMapping.key(hash), KeyMapping.LAST_USED_ON, date.toString());
  }

  /// Whether there is such a user. One read.
  boolean hasUser(String userId) {
    return table.get(UserPartition.profile(userId)).isPresent();
  }

  /// Returns a key of a user. Two reads: the reference, and what it refers to.
  Optional<StoredKey> find(String userId, String keyId, Instant time) {
    return table
        .get(KeyMapping.referenceKey(userId, keyId))
        .flatMap(reference -> items.get(KeyMapping.referred(reference), time))
        .map(KeyMapping::toStoredKey);
  }

  /// The keys of a user, in the order of their creation: a query for the references, and one read
  /// of what they refer to. Empty if there is no such user: an empty page takes another read to
  /// tell.
  Optional<Page<StoredKey>> list(String userId, PageRequest page, Instant time) {
    var keys =
        items
            .listReferenced(KeyMapping.references(userId), KeyMapping::referred, page, time)
            .map(KeyMapping::toStoredKey);
    return keys.items().isEmpty() && !hasUser(userId) ? Optional.empty() : Optional.of(keys);
  }

  /// Says that API Gateway may have the key of that `hash` from now on, though the table has not.
  /// One write.
  void announce(String hash, Instant time) {
    table.put(KeyMapping.registration(hash, time.plus(REGISTRATION)));
  }

  /// Returns the key that the same request made before, as it was then. One read, none if it states
  /// no key.
  Optional<StoredKey> findMade(Idempotency idempotency, Instant time) {
    return idempotency.made(table, time).map(KeyMapping::toStoredKey);
  }

  /// Makes the key of `newKey` valid, which has been announced: one transaction of the key, its
  /// reference, its registration, what is kept for its `idempotency`, and what `together` adds.
  /// Empty, and nothing done, if that does not hold.
  ///
  /// If the same request has made another key meanwhile, returns that one, and deletes the
  /// registration of this one, so that it leaves API Gateway: one write more.
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
        var made = idempotency.made(canceled).map(KeyMapping::toStoredKey);
        made.ifPresent(_ -> table.delete(KeyMapping.registrationKey(newKey.hash())));
        yield made;
      }
    };
  }

  /// Gives `key` another id in API Gateway, unless it has changed since it was read. One
  /// transaction of the key.
  void bind(StoredKey key, String gatewayKeyId, Instant time) {
    var write = KeyMapping.write(key.boundTo(gatewayKeyId), time, key.revision().expiresAt());
    table.transaction(time).update(write, key.revision()).commit();
  }

  /// Has the `transaction` let `key` end at `end`, unless it ends before or has changed since it
  /// was read.
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
          var transaction =
              table
                  .transaction(time)
                  .update(KeyMapping.write(changed, time, revision.expiresAt()), revision);
          return commit(transaction, new Updated<>(changed));
        });
  }

  /// Deletes a key: two reads, and one transaction of the key and its reference. Returns Deleted,
  /// Absent or Mismatch.
  Outcome<StoredKey> delete(String userId, String keyId, Instant time, OfExisting precondition) {
    return RetryOnConflict.change(
        () -> find(userId, keyId, time),
        precondition,
        key -> {
          var transaction =
              table
                  .transaction(time)
                  .delete(KeyMapping.key(key.hash()), key.revision())
                  .delete(KeyMapping.referenceKey(userId, keyId));
          return commit(transaction, new Deleted<>(key));
        });
  }

  /// Deletes the reference to a key that is gone. One write.
  void forget(String userId, String keyId) {
    table.delete(KeyMapping.referenceKey(userId, keyId));
  }

  /// Whether the key of that `hash` is being made just now. One read.
  boolean isAnnounced(String hash) {
    return table.get(KeyMapping.registrationKey(hash)).isPresent();
  }

  /// Whether the first key was ever made. One read.
  boolean isBootstrapped() {
    return table.get(KeyMapping.BOOTSTRAP).isPresent();
  }

  /// Has the `transaction` make the first key: it takes place once.
  void bootstrap(Transaction transaction) {
    transaction.create(KeyMapping.BOOTSTRAP.toAttributes());
  }

  private static <T> Optional<T> commit(Transaction transaction, T result) {
    return switch (transaction.commit()) {
      case Committed _ -> Optional.of(result);
      case Canceled _ -> Optional.empty();
    };
  }
}
