package dev.cubby.shared.dynamodb;

import dev.cubby.shared.dynamodb.Transaction.Canceled;
import dev.cubby.shared.problem.Problem.IdempotencyKeyReused;
import dev.cubby.shared.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps a repeated request from creating a thing twice: an item of its own, written together with
/// the thing, records which request made what. It expires after 24 hours.
///
/// A request without a key ([#NONE]) writes no such item and costs nothing more.
public final class Idempotency {
  public static final Idempotency NONE = new Idempotency(null, "");

  private static final Duration KEPT = Duration.ofHours(24);

  private final @Nullable Key key;
  private final String fingerprint;

  private Idempotency(@Nullable Key key, String fingerprint) {
    this.key = key;
    this.fingerprint = fingerprint;
  }

  /// Makes the idempotency of a request with a `fingerprint`, kept under `key`.
  public static Idempotency of(Key key, String fingerprint) {
    return new Idempotency(key, fingerprint);
  }

  /// Whether the request states a key.
  public boolean isStated() {
    return key != null;
  }

  /// Adds to `transaction` what the request `made`: as much of the item as its answer needs.
  public void keep(Attributes made, Transaction transaction, Instant time) {
    if (key != null) {
      transaction.create(
          key.toAttributes()
              .with("fingerprint", fingerprint)
              .with("made", made)
              .withExpiry(time.plus(KEPT)));
    }
  }

  /// Returns what the same request made before, if a transaction was `canceled` for that reason.
  ///
  /// @throws ProblemException 422 if another request has used the key
  public Optional<Attributes> made(Canceled canceled) {
    return key != null && canceled.at(key)
        ? Optional.of(made(canceled.item(key)))
        : Optional.empty();
  }

  /// Returns what the same request made before. For requests that do more than write to the table:
  /// one read, none without a key.
  ///
  /// @throws ProblemException 422 if another request has used the key
  public Optional<Attributes> made(Table table, Instant time) {
    return key == null
        ? Optional.empty()
        : table.get(key).filter(item -> !VersionAttributes.hasExpired(item, time)).map(this::made);
  }

  private Attributes made(Attributes item) {
    if (item.text("fingerprint").equals(fingerprint)) {
      return item.map("made");
    }
    throw new ProblemException(new IdempotencyKeyReused());
  }
}
