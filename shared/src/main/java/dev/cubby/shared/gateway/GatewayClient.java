package dev.cubby.shared.gateway;

import dev.cubby.shared.aws.CallLimits;
import java.time.Duration;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.ApiGatewayClientBuilder;

/// The SDK's client as every function uses it. `AWS_ENDPOINT_URL_API_GATEWAY` points it at another
/// control plane.
///
/// Its HTTP client has no PATCH: UpdateApiKey and UpdateUsage cannot be called with it.
public final class GatewayClient {

  // The control plane is slower than the table. A key is made by four calls of it at most, which
  // leaves time for the table's within API Gateway's 29 s. After a throttle the SDK waits 1 s at
  // most, and then 2 s: with a fourth attempt the time could be up before API Gateway's last word.
  private static final CallLimits LIMITS =
      new CallLimits(
          Duration.ofSeconds(2), Duration.ofSeconds(5), 3, ControlPlane::isConcurrentModification);

  private GatewayClient() {}

  /// Returns a builder with Cubby's timeouts and retries.
  public static ApiGatewayClientBuilder builder() {
    return LIMITS.on(ApiGatewayClient.builder());
  }
}
