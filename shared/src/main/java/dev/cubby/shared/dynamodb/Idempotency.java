package dev.cubby.shared.dynamodb;

import dev.cubby.shared.dynamodb.Transaction.Canceled;
import dev.cubby.shared.problem.Problem.IdempotencyKeyReused;
import dev.cubby.shared.problem.Problem.Kind;
import dev.cubby.shared.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Prevents a repeated request from taking effect twice: a separate item, written together with the
/// thing, records which request made what. It expires after 24 hours.
///
/// Without a key ([#NONE]), the request writes no such item and costs nothing extra.
public final class Idempotency {
  public static final Idempotency NONE = new Idempotency(null, "");

  private static final Duration KEPT = Duration.ofHours(24);

  private final @Nullable Key key;
  private final String fingerprint;

  private Idempotency(@Nullable Key key, String fingerprint) {
    this.key = key;
    this.fingerprint = fingerprint;
  }

  /// Returns the idempotency of a request with a `fingerprint`, stored under `key`.
  public static Idempotency of(Key key, String fingerprint) {
    return new Idempotency(key, fingerprint);
  }

  /// Whether the request states a key.
  public boolean isStated() {
    return key != null;
  }

  /// Adds a record of what the request `made` to `transaction`: the attributes that its response
  /// needs.
  public void keep(Attributes made, Transaction transaction, Instant time) {
    if (key != null) {
      transaction.create(
          key.toAttributes()
              .with("fingerprint", fingerprint)
              .with("made", made)
              .withExpiry(time.plus(KEPT)));
    }
  }

  /// Returns what the same request made before, if that is why the transaction was `canceled`.
  ///
  /// @throws ProblemException 422 if another request used the key
  public Optional<Attributes> made(Canceled canceled) {
    return key != null && canceled.at(key)
        ? Optional.of(made(canceled.item(key)))
        : Optional.empty();
  }

  /// Returns what the same request made before, for requests that do more than write to the table.
  /// One read, none without a key.
  ///
  /// @throws ProblemException 422 if another request used the key
  public Optional<Attributes> made(Table table, Instant time) {
    return key == null
        ? Optional.empty()
        : table.get(key).filter(item -> !VersionAttributes.hasExpired(item, time)).map(this::made);
  }

  /// Returns what the same request made before. It may fail by now, because an expiry has passed or
  /// a collection has changed. One read, none without a key.
  ///
  /// @throws ProblemException `failure` if the request made nothing, 422 if another request used
  ///   the key
  public Attributes madeBefore(ProblemException failure, Table table, Instant time) {
    if (failure.problem().kind() == Kind.UNAVAILABLE) {
      throw failure;
    }
    return made(table, time).orElseThrow(() -> failure);
  }

  /// Returns the keys of the item under `thing` and, with an idempotency key, of the entry.
  List<Key> keysWith(Key thing) {
    return key == null ? List.of(thing) : List.of(thing, key);
  }

  /// Returns what the same request made before, if its entry is among the items `found`.
  ///
  /// @throws ProblemException 422 if another request used the key
  Optional<Attributes> made(Map<Key, Attributes> found, Instant time) {
    return Optional.ofNullable(key)
        .map(found::get)
        .filter(item -> !VersionAttributes.hasExpired(item, time))
        .map(this::made);
  }

  private Attributes made(Attributes item) {
    if (item.text("fingerprint").equals(fingerprint)) {
      return item.map("made");
    }
    throw new ProblemException(new IdempotencyKeyReused());
  }
}
