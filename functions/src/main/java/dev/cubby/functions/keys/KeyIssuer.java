package dev.cubby.functions.keys;

import dev.cubby.functions.UserPartition;
import dev.cubby.functions.keys.KeyOutcome.Done;
import dev.cubby.shared.dynamodb.Contention;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.dynamodb.Transaction;
import dev.cubby.shared.gateway.GatewayKeys;
import dev.cubby.shared.id.UuidV7;
import dev.cubby.shared.version.Precondition.OfExisting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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

  /// Makes a key of that `hash` for a user; empty if there is no such user.
  Optional<StoredKey> issue(
      String hash, String userId, Settings settings, @Nullable Instant expiresAt, Instant time) {
    return keys.hasUser(userId)
        ? issue(
            new Draft(hash, userId, UuidV7.at(time), settings, expiresAt),
            time,
            transaction -> transaction.require(UserPartition.profile(userId)))
        : Optional.empty();
  }

  /// Makes a key, provided that what `together` adds to the transaction takes place; empty if that
  /// cannot.
  Optional<StoredKey> issue(Draft draft, Instant time, Consumer<Transaction> together) {
    return keys.activate(draft, register(draft, time), time, together);
  }

  /// Makes a key of that `hash` with the user, settings and expiry of another one, which ends after
  /// `grace`. Starts over if that one changes meanwhile.
  Rotation rotate(
      String hash,
      String userId,
      String keyId,
      Duration grace,
      Instant time,
      OfExisting precondition) {
    return Contention.<Rotation>resolve(() ->
        switch (keys.findRotatable(userId, keyId, time, precondition)) {
          case Done(var former) -> {
            var expiresAt = former.revision().expiresAt();
            var draft = new Draft(hash, userId, UuidV7.at(time), former.settings(), expiresAt);
            var replaced = former.replacedBy(draft.keyId());
            yield issue(
                    draft, time, together -> keys.end(replaced, time.plus(grace), time, together))
                .map(Done::new);
          }
          case Rotation ended -> Optional.of(ended);
        });
  }

  private String register(Draft draft, Instant time) {
    var plan = plans.get(draft.settings().plan());
    keys.announce(draft.hash(), time);
    return gatewayKeys.register(draft.hash(), draft.keyId(), plan.id());
  }
}
