package dev.cubby.shared.dynamodb;

import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/// The SDK's client as every function uses it. Region, credentials and endpoint come from the SDK's
/// default chains, so that `AWS_ENDPOINT_URL_DYNAMODB` points it at any DynamoDB there is.
public final class TableClient {

  /// No call takes longer, retries included: an authorizer's call and two of a function in a row
  /// stay below 10 s.
  public static final Duration CALL_TIMEOUT = Duration.ofSeconds(3);

  private static final Duration ATTEMPT_TIMEOUT = Duration.ofMillis(1_200);
  private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(1);
  private static final int MAX_ATTEMPTS = 3;

  private TableClient() {}

  /// Returns a builder with Cubby's timeouts and retries.
  public static DynamoDbClientBuilder builder() {
    return DynamoDbClient.builder()
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
