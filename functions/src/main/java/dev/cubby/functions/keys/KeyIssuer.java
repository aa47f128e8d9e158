package dev.cubby.functions.keys;

import dev.cubby.shared.dynamodb.Idempotency;
import dev.cubby.shared.dynamodb.Outcome;
import dev.cubby.shared.dynamodb.Outcome.Absent;
import dev.cubby.shared.dynamodb.Outcome.Created;
import dev.cubby.shared.dynamodb.Outcome.Mismatch;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.dynamodb.Transaction;
import dev.cubby.shared.dynamodb.UserPartition;
import dev.cubby.shared.gateway.GatewayKeys;
import dev.cubby.shared.id.UuidV7;
import dev.cubby.shared.problem.Problem.Conflict;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.shared.version.Precondition.OfExisting;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Creates keys in two systems: in the table, where the authorizer finds them, and in API Gateway,
/// where their plan counts them.
///
/// It first writes a registration to the table, then creates the key in API Gateway, and then, in
/// one transaction, replaces the registration by the key. An interruption leaves a key that is
/// neither valid nor listed; its registration expires, and [ReconcileGatewayKeys] deletes the key
/// from API Gateway. If the transaction fails, the registration is deleted at once.
final class KeyIssuer {

  private final KeyStore keys;
  private final PlanStore plans;
  private final GatewayKeys gatewayKeys;

  KeyIssuer(Table table, GatewayKeys gatewayKeys) {
    this.keys = new KeyStore(table);
    this.plans = new PlanStore(table);
    this.gatewayKeys = gatewayKeys;
  }

  /// Creates a key, or returns the key that the same request created before, for which `newKey` may
  /// fail by now; empty if the user does not exist.
  Optional<StoredKey> issue(Supplier<NewKey> newKey, Instant time, Idempotency idempotency) {
    return keys.findMade(idempotency, time).or(() -> issueFirst(newKey.get(), time, idempotency));
  }

  private Optional<StoredKey> issueFirst(NewKey newKey, Instant time, Idempotency idempotency) {
    return keys.hasUser(newKey.userId())
        ? issue(
            newKey,
            time,
            idempotency,
            together -> together.require(UserPartition.profile(newKey.userId())))
        : Optional.empty();
  }

  /// Creates a key in a transaction with the writes of `together`; empty if one of these fails.
  Optional<StoredKey> issue(NewKey newKey, Instant time, Consumer<Transaction> together) {
    return issue(newKey, time, Idempotency.NONE, together);
  }

  /// Creates a key with this `hash` and the user, settings and expiry of another key, which expires
  /// after `grace`, or returns the key that the same request created before. Returns Created,
  /// Absent or Mismatch; empty if the other key changes meanwhile. Then API Gateway may have the
  /// `hash`, perhaps in a former plan, so the caller starts over with another one.
  ///
  /// @throws ProblemException 409 if another request has rotated the key
  Optional<Outcome<StoredKey>> rotate(
      String hash,
      String userId,
      String keyId,
      Duration grace,
      Instant time,
      OfExisting precondition,
      Idempotency idempotency) {
    var found = keys.find(userId, keyId, time);
    // Reads this last: a concurrent rotation has recorded its request by then.
    var made = keys.findMade(idempotency, time);
    if (made.isPresent()) {
      return made.map(Created::new);
    }
    if (found.isEmpty()) {
      return Optional.of(new Absent<>());
    }
    var former = found.get();
    var revision = former.revision();
    if (!precondition.isMetBy(revision.etag())) {
      return Optional.of(new Mismatch<>(revision.etag()));
    }
    if (former.replacedBy() != null) {
      throw new ProblemException(
          new Conflict(
              "Key %s was already rotated; rotate key %s instead"
                  .formatted(keyId, former.replacedBy())));
    }
    var newKey = new NewKey(hash, userId, UuidV7.at(time), former.settings(), revision.expiresAt());
    var replaced = former.replacedBy(newKey.keyId());
    // An expiry is rounded up to a whole second: without a grace, this one has begun.
    var end = grace.isZero() ? time.truncatedTo(ChronoUnit.SECONDS) : time.plus(grace);
    return issue(newKey, time, idempotency, together -> keys.end(replaced, end, time, together))
        .map(Created::new);
  }

  private Optional<StoredKey> issue(
      NewKey newKey, Instant time, Idempotency idempotency, Consumer<Transaction> together) {
    return keys.activate(newKey, register(newKey, time), time, idempotency, together);
  }

  private String register(NewKey newKey, Instant time) {
    var plan = plans.get(newKey.settings().plan());
    keys.announce(newKey.hash(), time);
    return gatewayKeys.register(newKey.hash(), newKey.keyId(), plan.id());
  }
}
