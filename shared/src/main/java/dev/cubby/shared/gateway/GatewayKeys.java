package dev.cubby.shared.gateway;

import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.ConflictException;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;

/// The API keys that usage plans count by. The value of each is the hash of the key that its caller
/// sends, so that API Gateway holds no key that could be used; its name is that key's id.
///
/// What API Gateway refuses, or cannot do just now, comes as the SDK's exceptions.
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

  /// Has a usage plan count the key of that `hash`. Doing so again changes nothing, whatever was
  /// done before.
  ///
  /// @throws ConflictException if the key is in another plan of the same stage
  public void register(String hash, String keyId, String planId) {
    var gatewayKeyId = createOrFind(hash, keyId);
    try {
      apiGateway.createUsagePlanKey(
          add -> add.usagePlanId(planId).keyId(gatewayKeyId).keyType("API_KEY"));
    } catch (ConflictException e) {
      if (!isInPlan(gatewayKeyId, planId)) {
        throw e;
      }
    }
  }

  private String createOrFind(String hash, String keyId) {
    try {
      return apiGateway.createApiKey(create -> create.name(keyId).value(hash).enabled(true)).id();
    } catch (ConflictException e) {
      // The name is a prefix that others may share, so the value decides.
      return apiGateway
          .getApiKeysPaginator(get -> get.nameQuery(keyId).includeValues(true).limit(PAGE))
          .items()
          .stream()
          .filter(key -> hash.equals(key.value()))
          .map(ApiKey::id)
          .findFirst()
          .orElseThrow(() -> e);
    }
  }

  private boolean isInPlan(String gatewayKeyId, String planId) {
    try {
      apiGateway.getUsagePlanKey(get -> get.usagePlanId(planId).keyId(gatewayKeyId));
      return true;
    } catch (NotFoundException _) {
      return false;
    }
  }
}
