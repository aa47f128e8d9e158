package dev.cubby.shared.gateway;

import static dev.cubby.shared.gateway.ControlPlane.call;

import dev.cubby.shared.problem.Problem.Unavailable;
import dev.cubby.shared.problem.ProblemException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.ConflictException;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;

/// The API keys that usage plans count. Each key's value is the hash of the caller's key, so that
/// API Gateway holds no usable key. Its name is the same hash, by which it can be found; its
/// description is the id of the caller's key. The tag `cubby:table` names the table that the key is
/// in: the template lets functions delete only keys of their own table.
///
/// Each method is idempotent, whatever earlier calls did. If API Gateway throttles, fails or is
/// unreachable, it throws a [ProblemException] with [Unavailable].
public final class GatewayKeys {

  private final ApiGatewayClient apiGateway;
  private final Map<String, String> tags;

  public GatewayKeys(ApiGatewayClient apiGateway, String tableName) {
    this.apiGateway = apiGateway;
    this.tags = Map.of("cubby:table", tableName);
  }

  /// Returns the keys of this table, with a new client from [GatewayClient].
  public static GatewayKeys ofTable(String tableName) {
    return new GatewayKeys(GatewayClient.ofThisFunction(), tableName);
  }

  /// Adds the key with this `hash` to a usage plan and returns its id in API Gateway. Two calls for
  /// a new key.
  ///
  /// @throws ProblemException with [Unavailable] if the key is in another plan of the same stage,
  ///   because a concurrent call is moving it
  public String register(String hash, String keyId, String planId) {
    var gatewayKeyId = createOrFind(hash, keyId);
    join(gatewayKeyId, planId);
    return gatewayKeyId;
  }

  /// Creates the key with this `hash`, if API Gateway has lost it, moves it to `planId`, and
  /// returns its id in API Gateway.
  public String restore(String hash, String keyId, String planId, Collection<String> planIds) {
    var gatewayKeyId = createOrFind(hash, keyId);
    move(gatewayKeyId, planId, planIds);
    return gatewayKeyId;
  }

  /// Moves a key to `planId`, out of all other `planIds`; does nothing if API Gateway has lost it.
  /// Requests with the key fail for a moment, because API Gateway cannot move a key in one call.
  public void move(String gatewayKeyId, String planId, Collection<String> planIds) {
    planIds.stream()
        .filter(other -> !other.equals(planId))
        .forEach(other -> leave(gatewayKeyId, other));
    try {
      join(gatewayKeyId, planId);
    } catch (NotFoundException _) {
      // Somebody has deleted it, by hand or in the meantime.
    }
  }

  /// Deletes the key with this `hash`, also from its plan.
  public void delete(String hash) {
    find(hash)
        .ifPresent(gatewayKeyId -> {
          try {
            call(() -> apiGateway.deleteApiKey(delete -> delete.apiKey(gatewayKeyId)));
          } catch (NotFoundException _) {
            // Already deleted.
          }
        });
  }

  private String createOrFind(String hash, String keyId) {
    try {
      return call(() ->
              apiGateway.createApiKey(create ->
                  create.name(hash).value(hash).description(keyId).enabled(true).tags(tags)))
          .id();
    } catch (ConflictException e) {
      return find(hash).orElseThrow(() -> unavailable(e));
    }
  }

  private Optional<String> find(String hash) {
    return call(() -> apiGateway.getApiKeys(get -> get.nameQuery(hash))).items().stream()
        .map(ApiKey::id)
        .findFirst();
  }

  private void join(String gatewayKeyId, String planId) {
    try {
      call(() ->
          apiGateway.createUsagePlanKey(
              add -> add.usagePlanId(planId).keyId(gatewayKeyId).keyType("API_KEY")));
    } catch (ConflictException e) {
      if (!isInPlan(gatewayKeyId, planId)) {
        throw unavailable(e);
      }
    }
  }

  private void leave(String gatewayKeyId, String planId) {
    try {
      call(() ->
          apiGateway.deleteUsagePlanKey(remove -> remove.usagePlanId(planId).keyId(gatewayKeyId)));
    } catch (NotFoundException _) {
      // Not in the plan.
    }
  }

  private boolean isInPlan(String gatewayKeyId, String planId) {
    try {
      call(() -> apiGateway.getUsagePlanKey(get -> get.usagePlanId(planId).keyId(gatewayKeyId)));
      return true;
    } catch (NotFoundException _) {
      return false;
    }
  }

  private static ProblemException unavailable(ConflictException e) {
    return new ProblemException(new Unavailable(Unavailable.GATEWAY), e);
  }
}
