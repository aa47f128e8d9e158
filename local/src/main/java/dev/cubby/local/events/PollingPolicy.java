package dev.cubby.local.events;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The clock of event sources, and their waiting times.
///
/// @param clock determines the age of records, the end of windows and when schedules are due
/// @param poll between two reads of an empty shard, and between two looks at the clock
/// @param firstRetry before the first retry of a batch; doubled before each further one
/// @param longestRetry the most before any retry
public record PollingPolicy(
    InstantSource clock, Duration poll, Duration firstRetry, Duration longestRetry) {

  private static final int MOST_DOUBLINGS = 20;

  /// Four reads a second, as Lambda documents
  /// (<https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html#dynamodb-polling-and-batching>).
  /// Lambda does not document the delay of retries: here it is 200 ms to 30 s.
  public static PollingPolicy ofLambda(InstantSource clock) {
    return new PollingPolicy(
        clock, Duration.ofMillis(250), Duration.ofMillis(200), Duration.ofSeconds(30));
  }

  /// The time now.
  Instant now() {
    return clock.instant();
  }

  /// The delay before the next invocation, after `retries` failed ones.
  Duration afterRetries(int retries) {
    var wait = firstRetry.multipliedBy(1L << Math.min(retries, MOST_DOUBLINGS));
    return wait.compareTo(longestRetry) < 0 ? wait : longestRetry;
  }
}
