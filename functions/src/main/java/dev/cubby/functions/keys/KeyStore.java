package dev.cubby.functions.keys;

import dev.cubby.functions.UserPartition;
import dev.cubby.functions.keys.KeyOutcome.Absent;
import dev.cubby.functions.keys.KeyOutcome.Done;
import dev.cubby.functions.keys.KeyOutcome.Moved;
import dev.cubby.functions.keys.Rotation.Replaced;
import dev.cubby.shared.dynamodb.Commit.Committed;
import dev.cubby.shared.dynamodb.Commit.Refused;
import dev.cubby.shared.dynamodb.Contention;
import dev.cubby.shared.dynamodb.Idempotency;
import dev.cubby.shared.dynamodb.Page;
import dev.cubby.shared.dynamodb.PageRequest;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.dynamodb.Transaction;
import dev.cubby.shared.dynamodb.VersionedItems;
import dev.cubby.shared.version.Precondition.OfExisting;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.BiFunction;
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
    this.items = new VersionedItems(table, KeyItem.ATTRIBUTES);
  }

  /// Returns what the authorizer needs to know of the key of that `hash`, expired or not. One read.
  Optional<KnownKey> find(String hash) {
    return table.get(KeyItem.key(hash)).map(KeyItem::toKnownKey);
  }

  /// Notes that the key of that `hash` was used on `date`. One write.
  void markUsed(String hash, LocalDate date) {
    table.raise(KeyItem.key(hash), KeyItem.LAST_USED_ON, date.toString());
  }

  /// Whether there is such a user. One read.
  boolean hasUser(String userId) {
    return table.get(UserPartition.profile(userId)).isPresent();
  }

  /// Returns a key of a user. Two reads: the reference, and what it refers to.
  Optional<StoredKey> find(String userId, String keyId, Instant time) {
    return table
        .get(KeyItem.referenceKey(userId, keyId))
        .flatMap(reference -> items.get(KeyItem.referred(reference), time))
        .map(KeyItem::toStoredKey);
  }

  /// Returns a key of a user that must meet `precondition`, to be rotated. Two reads, likewise.
  Rotation findRotatable(String userId, String keyId, Instant time, OfExisting precondition) {
    return switch (find(userId, keyId, time, precondition)) {
      case Done(var key) when key.replacedBy() != null -> new Replaced(key.replacedBy());
      case KeyOutcome outcome -> outcome;
    };
  }

  /// Returns a key of a user that must meet `precondition`. Two reads, likewise.
  KeyOutcome find(String userId, String keyId, Instant time, OfExisting precondition) {
    var found = find(userId, keyId, time);
    if (found.isEmpty()) {
      return new Absent();
    }
    var tag = found.get().revision().etag();
    return precondition.isMetBy(tag) ? new Done(found.get()) : new Moved(tag);
  }

  /// The keys of a user, in the order of their creation: a query for the references, and one read
  /// of what they refer to. Empty if there is no such user: an empty page takes another read to
  /// tell.
  Optional<Page<StoredKey>> list(String userId, PageRequest page, Instant time) {
    var keys =
        items
            .listReferenced(KeyItem.references(userId), KeyItem::referred, page, time)
            .map(KeyItem::toStoredKey);
    return keys.items().isEmpty() && !hasUser(userId) ? Optional.empty() : Optional.of(keys);
  }

  /// Says that API Gateway may have the key of that `hash` from now on, though the table has not.
  /// One write.
  void announce(String hash, Instant time) {
    table.put(KeyItem.registration(hash, time.plus(REGISTRATION)));
  }

  /// Returns the key that the same request made before, as it was then. One read, none if it states
  /// no key.
  Optional<StoredKey> findMade(Idempotency idempotency, Instant time) {
    return idempotency.made(table, time).map(KeyItem::toStoredKey);
  }

  /// Makes the key of `draft` valid, which has been announced: one transaction of the key, its
  /// reference, its registration, what is kept for its `idempotency`, and what `together` adds.
  /// Empty, and nothing done, if that does not hold.
  ///
  /// If the same request has made another key meanwhile, returns that one, and deletes the
  /// registration of this one, so that it leaves API Gateway: one write more.
  Optional<StoredKey> activate(
      Draft draft,
      String gatewayKeyId,
      Instant time,
      Idempotency idempotency,
      Consumer<Transaction> together) {
    var item = KeyItem.firstVersion(draft, gatewayKeyId, time);
    var key = KeyItem.toStoredKey(item);
    var transaction =
        table
            .transaction(time)
            .create(item)
            .create(KeyItem.reference(key))
            .delete(KeyItem.registrationKey(draft.hash()));
    together.accept(transaction);
    idempotency.keep(item, transaction, time);
    return switch (transaction.commit()) {
      case Committed _ -> Optional.of(key);
      case Refused refused -> {
        var made = idempotency.made(refused).map(KeyItem::toStoredKey);
        made.ifPresent(_ -> table.delete(KeyItem.registrationKey(draft.hash())));
        yield made;
      }
    };
  }

  /// Gives `key` another id in API Gateway, unless it has changed since it was read. One
  /// transaction of the key.
  void bind(StoredKey key, String gatewayKeyId, Instant time) {
    var write = KeyItem.write(key.boundTo(gatewayKeyId), time, key.revision().expiresAt());
    table.transaction(time).replace(write, KeyItem.ATTRIBUTES, key.revision()).commit();
  }

  /// Has the `transaction` let `key` end at `end`, unless it ends before or has changed since it
  /// was read.
  void end(StoredKey key, Instant end, Instant time, Transaction transaction) {
    var revision = key.revision();
    var expiresAt = revision.expiresAt();
    var earlier = expiresAt != null && expiresAt.isBefore(end) ? expiresAt : end;
    transaction.replace(KeyItem.write(key, time, earlier), KeyItem.ATTRIBUTES, revision);
  }

  /// Changes the settings of a key. Two reads, and one transaction of the key.
  KeyOutcome update(
      String userId,
      String keyId,
      UnaryOperator<Settings> change,
      Instant time,
      OfExisting precondition) {
    return write(
        userId,
        keyId,
        time,
        precondition,
        (key, transaction) -> {
          var revision = key.revision();
          var changed =
              key.with(change.apply(key.settings()), revision.next(time, revision.expiresAt()));
          transaction.replace(
              KeyItem.write(changed, time, revision.expiresAt()), KeyItem.ATTRIBUTES, revision);
          return changed;
        });
  }

  /// Deletes a key. Two reads, and one transaction of the key and its reference.
  KeyOutcome delete(String userId, String keyId, Instant time, OfExisting precondition) {
    return write(
        userId,
        keyId,
        time,
        precondition,
        (key, transaction) -> {
          transaction
              .delete(KeyItem.key(key.hash()), key.revision())
              .delete(KeyItem.referenceKey(userId, keyId));
          return key;
        });
  }

  /// Deletes the reference to a key that is gone. One write.
  void forget(String userId, String keyId) {
    table.delete(KeyItem.referenceKey(userId, keyId));
  }

  /// Whether the key of that `hash` is being made just now. One read.
  boolean isAnnounced(String hash) {
    return table.get(KeyItem.registrationKey(hash)).isPresent();
  }

  /// Whether the first key was ever made. One read.
  boolean isBootstrapped() {
    return table.get(KeyItem.BOOTSTRAP).isPresent();
  }

  /// Has the `transaction` make the first key: it takes place once.
  void bootstrap(Transaction transaction) {
    transaction.create(KeyItem.BOOTSTRAP.toAttributes());
  }

  // Starts over if another write was faster.
  private KeyOutcome write(
      String userId,
      String keyId,
      Instant time,
      OfExisting precondition,
      BiFunction<StoredKey, Transaction, StoredKey> change) {
    return Contention.<KeyOutcome>resolve(() ->
        switch (find(userId, keyId, time, precondition)) {
          case Done(var key) -> {
            var transaction = table.transaction(time);
            yield commit(transaction, new Done(change.apply(key, transaction)));
          }
          case KeyOutcome ended -> Optional.of(ended);
        });
  }

  private static <T> Optional<T> commit(Transaction transaction, T result) {
    return switch (transaction.commit()) {
      case Committed _ -> Optional.of(result);
      case Refused _ -> Optional.empty();
    };
  }
}
