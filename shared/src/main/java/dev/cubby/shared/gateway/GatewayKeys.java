package dev.cubby.shared.gateway;

import static dev.cubby.shared.gateway.ControlPlane.call;

import dev.cubby.shared.problem.Problem.Unavailable;
import dev.cubby.shared.problem.ProblemException;
import java.util.Collection;
import java.util.Optional;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.ConflictException;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;

/// The API keys that usage plans count by. The value of each is the hash of the key that its caller
/// sends, so that API Gateway holds no key that could be used. So is its name, by which it can be
/// found; its description is that key's id.
///
/// Each method ends in the same state however often it is called and whatever was done before.
/// Where API Gateway throttles, fails or cannot be reached, it throws a [ProblemException] with
/// [Unavailable].
public final class GatewayKeys {

  private final ApiGatewayClient apiGateway;

  public GatewayKeys(ApiGatewayClient apiGateway) {
    this.apiGateway = apiGateway;
  }

  /// The keys of this account and region, by a client of its own as [GatewayClient] makes it.
  public static GatewayKeys ofThisAccount() {
    return new GatewayKeys(GatewayClient.builder().build());
  }

  /// Has a usage plan count the key of that `hash`, and returns API Gateway's id of it. Two calls
  /// where it is new.
  ///
  /// @throws ProblemException likewise if the key is in another plan of the same stage: somebody
  ///   else is about to move it
  public String register(String hash, String keyId, String planId) {
    var gatewayKeyId = createOrFind(hash, keyId);
    join(gatewayKeyId, planId);
    return gatewayKeyId;
  }

  /// Has `planId` count the key of that `hash`, and no other one of `planIds`, and returns API
  /// Gateway's id of it. A key that changes its plan is refused for a moment: API Gateway has no
  /// call that moves it.
  public String move(String hash, String keyId, String planId, Collection<String> planIds) {
    var gatewayKeyId = createOrFind(hash, keyId);
    planIds.stream()
        .filter(other -> !other.equals(planId))
        .forEach(other -> leave(gatewayKeyId, other));
    join(gatewayKeyId, planId);
    return gatewayKeyId;
  }

  /// Removes the key of that `hash`, from its plan too.
  public void delete(String hash) {
    find(hash)
        .ifPresent(gatewayKeyId -> {
          try {
            call(() -> apiGateway.deleteApiKey(delete -> delete.apiKey(gatewayKeyId)));
          } catch (NotFoundException _) {
            // Gone since it was found.
          }
        });
  }

  private String createOrFind(String hash, String keyId) {
    try {
      return call(() ->
              apiGateway.createApiKey(
                  create -> create.name(hash).value(hash).description(keyId).enabled(true)))
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
      // It was not in there.
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
