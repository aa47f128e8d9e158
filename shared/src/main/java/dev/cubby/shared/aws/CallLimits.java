package dev.cubby.shared.aws;

import java.time.Duration;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/// How long a call of an AWS service may take: each `attempt`, the `call` with all its attempts,
/// and how many there are at most. `passing` says which errors are repeated beside those that the
/// SDK repeats for every service. Explicit, because the SDK's defaults outlive a function.
public record CallLimits(
    Duration attempt, Duration call, int maxAttempts, Predicate<Throwable> passing) {

  private static final Duration CONNECTION = Duration.ofSeconds(1);

  /// Holds the clients of `builder` to these limits. Region, credentials and endpoint stay those of
  /// the SDK's default chains, so that `AWS_ENDPOINT_URL_…` points a client anywhere.
  public <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> B on(B builder) {
    return builder
        .httpClientBuilder(
            UrlConnectionHttpClient.builder().connectionTimeout(CONNECTION).socketTimeout(attempt))
        .overrideConfiguration(override ->
            override
                .apiCallTimeout(call)
                .apiCallAttemptTimeout(attempt)
                .retryStrategy(
                    AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(maxAttempts)
                        .retryOnException(passing)
                        .build()));
  }
}
