package dev.cubby.shared.gateway;

import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.ApiGatewayClientBuilder;

/// The SDK's client as every function uses it. Region, credentials and endpoint come from the SDK's
/// default chains, so that `AWS_ENDPOINT_URL_API_GATEWAY` points it anywhere.
///
/// Its HTTP client has no PATCH: UpdateApiKey and UpdateUsage cannot be called with it.
public final class GatewayClient {

  /// No call takes longer, retries included. The control plane is slower than the table, and
  /// answers 429 above 10 calls a second.
  public static final Duration CALL_TIMEOUT = Duration.ofSeconds(9);

  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(1);
  private static final int MAX_ATTEMPTS = 4;

  private GatewayClient() {}

  /// Returns a builder with Cubby's timeouts and retries.
  public static ApiGatewayClientBuilder builder() {
    return ApiGatewayClient.builder()
        .httpClientBuilder(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECTION_TIMEOUT)
                .socketTimeout(ATTEMPT_TIMEOUT))
        .overrideConfiguration(override ->
            override
                .apiCallTimeout(CALL_TIMEOUT)
                .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                .retryStrategy(
                    AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(MAX_ATTEMPTS)
                        .build()));
  }
}
