package dev.cubby.local.events;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// What time it is for sources, and how long they wait.
///
/// @param clock says how old a record is, when a window is over and when a schedule is due
/// @param poll between two reads of a shard that had nothing, and between two looks at the clock
/// @param firstRetry before the first retry of a batch; doubled before each further one
/// @param longestRetry the most before any retry
public record PollingPolicy(
    InstantSource clock, Duration poll, Duration firstRetry, Duration longestRetry) {

  private static final int MOST_DOUBLINGS = 20;

  /// Four reads a second, as Lambda says it does
  /// (<https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html#dynamodb-polling-and-batching>).
  /// What its retries wait, it does not say: here they wait 200 ms to 30 s.
  public static PollingPolicy ofLambda(InstantSource clock) {
    return new PollingPolicy(
        clock, Duration.ofMillis(250), Duration.ofMillis(200), Duration.ofSeconds(30));
  }

  /// The time now.
  Instant now() {
    return clock.instant();
  }

  /// What to wait before another invocation, after `retries` that failed.
  Duration afterRetries(int retries) {
    var wait = firstRetry.multipliedBy(1L << Math.min(retries, MOST_DOUBLINGS));
    return wait.compareTo(longestRetry) < 0 ? wait : longestRetry;
  }
}
