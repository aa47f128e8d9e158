package dev.cubby.functions.keys;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.OperationType;
import dev.cubby.functions.Wiring;
import dev.cubby.shared.gateway.GatewayKeys;
import dev.cubby.shared.stream.ItemChange;
import dev.cubby.shared.stream.Progress;
import dev.cubby.shared.stream.StreamFunction;
import dev.cubby.shared.stream.Work;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;

/// Applies changes of keys to API Gateway: deletes a key that is deleted, expired or unfinished,
/// and moves a key to its new plan.
///
/// It uses the table's present state, not the change's, so that changes may arrive late and
/// repeatedly.
public final class ReconcileGatewayKeys extends StreamFunction {

  private final KeyStore keys;
  private final GatewayKeys gatewayKeys;
  private final Map<String, String> usagePlanIds;

  public ReconcileGatewayKeys() {
    this(
        new KeyStore(Wiring.table()),
        Wiring.gatewayKeys(),
        Wiring.usagePlanIds(),
        InstantSource.system());
  }

  /// @param usagePlanIds the ids of the plans, by name
  ReconcileGatewayKeys(
      KeyStore keys,
      GatewayKeys gatewayKeys,
      Map<String, String> usagePlanIds,
      InstantSource clock) {
    super(clock);
    this.keys = keys;
    this.gatewayKeys = gatewayKeys;
    this.usagePlanIds = usagePlanIds;
  }

  @Override
  protected Work follow(ItemChange change) {
    return _ -> {
      reconcile(change);
      return Progress.DONE;
    };
  }

  private void reconcile(ItemChange change) {
    var hash = KeyMapping.hashOf(change.key().pk());
    if (change.operation() == OperationType.REMOVE) {
      forget(change.before());
      leave(hash);
    } else if (!Objects.equals(change.before().get("plan"), change.after().get("plan"))) {
      keys.find(hash).ifPresent(this::join);
    }
  }

  private void join(KnownKey key) {
    var plan = key.caller().plan();
    var planId = requireNonNull(usagePlanIds.get(plan), plan);
    gatewayKeys.move(key.gatewayKeyId(), planId, usagePlanIds.values());
  }

  // An item that DynamoDB deletes at its expiry leaves its reference behind. A registration has no
  // reference.
  private void forget(Map<String, String> former) {
    var userId = former.get("userId");
    if (userId != null) {
      keys.forget(userId, requireNonNull(former.get("keyId")));
    }
  }

  private void leave(String hash) {
    if (keys.find(hash).isEmpty() && !keys.isAnnounced(hash)) {
      gatewayKeys.delete(hash);
    }
  }
}
