package dev.cubby.shared.gateway;

import static dev.cubby.shared.gateway.ControlPlane.call;

import java.util.Collection;
import java.util.Optional;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.ConflictException;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;

/// The API keys that usage plans count by. The value of each is the hash of the key that its caller
/// sends, so that API Gateway holds no key that could be used; its name is that key's id.
///
/// Each method ends in the same state however often it is called and whatever was done before.
/// Where API Gateway throttles, fails or cannot be reached, it throws a [ProblemException] with
/// [Unavailable].
public final class GatewayKeys {

  private static final int PAGE = 500;

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
  /// @throws ConflictException if the key is in another plan of the same stage
  public String register(String hash, String keyId, String planId) {
    var gatewayKeyId = createOrFind(hash, keyId);
    join(gatewayKeyId, planId);
    return gatewayKeyId;
  }

  /// Has `planId` count the key of that `hash`, and none of the `others`. For a moment none does,
  /// and the key is refused: API Gateway has no call that moves it.
  public void move(String hash, String keyId, String planId, Collection<String> others) {
    var gatewayKeyId = createOrFind(hash, keyId);
    for (var other : others) {
      leave(gatewayKeyId, other);
    }
    join(gatewayKeyId, planId);
  }

  /// Removes the key of that `hash`, from its plan too.
  public void delete(String hash, String keyId) {
    find(hash, keyId)
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
      return call(
              () -> apiGateway.createApiKey(create -> create.name(keyId).value(hash).enabled(true)))
          .id();
    } catch (ConflictException e) {
      return find(hash, keyId).orElseThrow(() -> e);
    }
  }

  // The name is a prefix that others may share, so the value decides.
  private Optional<String> find(String hash, String keyId) {
    return call(() ->
        apiGateway
            .getApiKeysPaginator(get -> get.nameQuery(keyId).includeValues(true).limit(PAGE))
            .items()
            .stream()
            .filter(key -> hash.equals(key.value()))
            .map(ApiKey::id)
            .findFirst());
  }

  private void join(String gatewayKeyId, String planId) {
    try {
      call(() ->
          apiGateway.createUsagePlanKey(
              add -> add.usagePlanId(planId).keyId(gatewayKeyId).keyType("API_KEY")));
    } catch (ConflictException e) {
      if (!isInPlan(gatewayKeyId, planId)) {
        throw e;
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
}
