package dev.cubby.shared.gateway;

import dev.cubby.shared.aws.CallLimits;
import dev.cubby.shared.aws.ThisFunction;
import java.time.Duration;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.ApiGatewayClientBuilder;

/// The API Gateway client of every function.
///
/// Its HTTP client does not support PATCH, so UpdateApiKey and UpdateUsage fail.
public final class GatewayClient {

  // The control plane is slower than the table. Creating a key takes at most four calls to it,
  // which leaves time for the table within API Gateway's 29 s. After a throttle the SDK waits up to
  // 1 s, then up to 2 s; a fourth attempt could exceed the time before the last response.
  private static final CallLimits LIMITS =
      new CallLimits(
          Duration.ofSeconds(2), Duration.ofSeconds(5), 3, ControlPlane::isConcurrentModification);

  private GatewayClient() {}

  /// Returns a client as [ThisFunction] configures it. `AWS_ENDPOINT_URL_API_GATEWAY` sets another
  /// endpoint.
  static ApiGatewayClient ofThisFunction() {
    return ThisFunction.on(builder(), "apigateway", "AWS_ENDPOINT_URL_API_GATEWAY").build();
  }

  /// Returns a builder with Cubby's timeouts and retries.
  public static ApiGatewayClientBuilder builder() {
    return LIMITS.on(ApiGatewayClient.builder());
  }
}
