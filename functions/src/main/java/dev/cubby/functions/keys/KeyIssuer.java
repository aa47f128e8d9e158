package dev.cubby.functions.keys;

import dev.cubby.functions.UserPartition;
import dev.cubby.functions.keys.KeyOutcome.Done;
import dev.cubby.shared.dynamodb.Contention;
import dev.cubby.shared.dynamodb.Idempotency;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.dynamodb.Transaction;
import dev.cubby.shared.gateway.GatewayKeys;
import dev.cubby.shared.id.UuidV7;
import dev.cubby.shared.version.Precondition.OfExisting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// Makes keys, which two systems have to know: the table, so that the authorizer lets them pass,
/// and API Gateway, so that their plan counts them.
///
/// First the table gets a registration, then API Gateway the key, and then, in one transaction, the
/// table gets the key in place of the registration. Whoever is stopped in between leaves a key that
/// is neither valid nor listed; its registration expires, and [ReconcileGatewayKeys] takes it out
/// of API Gateway.
final class KeyIssuer {

  private final KeyStore keys;
  private final PlanStore plans;
  private final GatewayKeys gatewayKeys;

  KeyIssuer(Table table, GatewayKeys gatewayKeys) {
    this.keys = new KeyStore(table);
    this.plans = new PlanStore(table);
    this.gatewayKeys = gatewayKeys;
  }

  /// Makes the key of `draft`, unless the same request has made one before: then that one. Empty if
  /// there is no such user.
  Optional<StoredKey> issue(Draft draft, Instant time, Idempotency idempotency) {
    return keys.findMade(idempotency, time)
        .or(() ->
            keys.hasUser(draft.userId())
                ? issue(
                    draft,
                    time,
                    idempotency,
                    together -> together.require(UserPartition.profile(draft.userId())))
                : Optional.empty());
  }

  /// Makes a key, provided that what `together` adds to the transaction takes place; empty if that
  /// cannot.
  Optional<StoredKey> issue(Draft draft, Instant time, Consumer<Transaction> together) {
    return issue(draft, time, Idempotency.NONE, together);
  }

  /// Makes a key of that `hash` with the user, settings and expiry of another one, which ends after
  /// `grace`, unless the same request has made one before: then that one. Starts over if the other
  /// one changes meanwhile.
  Rotation rotate(
      String hash,
      String userId,
      String keyId,
      Duration grace,
      Instant time,
      OfExisting precondition,
      Idempotency idempotency) {
    return Contention.<Rotation>resolve(() -> {
      var found = keys.findRotatable(userId, keyId, time, precondition);
      // Looked up last: whoever has replaced the other one has been noted by then.
      var made = keys.findMade(idempotency, time);
      if (made.isPresent()) {
        return made.map(Done::new);
      }
      return switch (found) {
        case Done(var former) -> {
          var expiresAt = former.revision().expiresAt();
          var draft = new Draft(hash, userId, UuidV7.at(time), former.settings(), expiresAt);
          var replaced = former.replacedBy(draft.keyId());
          yield issue(
                  draft,
                  time,
                  idempotency,
                  together -> keys.end(replaced, time.plus(grace), time, together))
              .map(Done::new);
        }
        case Rotation ended -> Optional.of(ended);
      };
    });
  }

  private Optional<StoredKey> issue(
      Draft draft, Instant time, Idempotency idempotency, Consumer<Transaction> together) {
    return keys.activate(draft, register(draft, time), time, idempotency, together);
  }

  private String register(Draft draft, Instant time) {
    var plan = plans.get(draft.settings().plan());
    keys.announce(draft.hash(), time);
    return gatewayKeys.register(draft.hash(), draft.keyId(), plan.id());
  }
}
