package dev.cubby.local.gateway;

import java.time.Duration;

/// How long API Gateway waits for functions.
///
/// @param integration for the answer to a request: the quota "Integration timeout"
///   (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html)
/// @param authorizer for an authorizer's: documented for HTTP APIs only, as "Timeout for Lambda
///   authorizer response"
///   (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html)
public record Timeouts(Duration integration, Duration authorizer) {

  /// 29 s for an integration, 10 s for an authorizer.
  public static Timeouts ofApiGateway() {
    return new Timeouts(Duration.ofSeconds(29), Duration.ofSeconds(10));
  }
}
