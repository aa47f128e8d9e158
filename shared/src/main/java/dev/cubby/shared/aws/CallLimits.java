package dev.cubby.shared.aws;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;

/// The limits of a call to an AWS service: the time of each `attempt`, of the `call` with all
/// attempts, and the number of attempts. `passing` matches errors to retry beyond those that the
/// SDK retries for every service. The limits are explicit because the SDK's defaults exceed a
/// function's timeout.
public record CallLimits(
    Duration attempt, Duration call, int maxAttempts, Predicate<Throwable> passing) {

  // The tests lengthen every limit: DynamoDB Local on a busy machine is slower than DynamoDB.
  private static final int FACTOR =
      Integer.parseInt(Objects.requireNonNullElse(System.getenv("CALL_LIMITS_FACTOR"), "1"));
  private static final Duration CONNECTION = lengthened(Duration.ofSeconds(1));
  private static final ProfileFile NO_PROFILE = ProfileFile.aggregator().build();
  static final ScheduledThreadPoolExecutor TIMERS = timers();

  /// Returns `limit`, or in the tests a longer one.
  public static Duration lengthened(Duration limit) {
    return limit.multipliedBy(FACTOR);
  }

  /// Applies these limits to `builder`, which then reads no profile.
  public <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> B on(B builder) {
    return builder
        .httpClientBuilder(
            CannedTransport.around(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECTION)
                    .socketTimeout(lengthened(attempt))))
        .overrideConfiguration(override ->
            override
                .defaultProfileFile(NO_PROFILE)
                .scheduledExecutorService(TIMERS)
                .apiCallTimeout(lengthened(call))
                .apiCallAttemptTimeout(lengthened(attempt))
                .retryStrategy(
                    AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(maxAttempts)
                        .retryOnException(passing)
                        .build()));
  }

  // As many threads as the SDK's own. That one keeps two tasks of each call until their time comes,
  // and then wakes a thread for each: at once, if a snapshot has kept them.
  private static ScheduledThreadPoolExecutor timers() {
    var timers =
        new ScheduledThreadPoolExecutor(
            5, Thread.ofPlatform().daemon().name("call-timeout-", 0).factory());
    timers.setRemoveOnCancelPolicy(true);
    return timers;
  }
}
