package dev.cubby.local.gateway;

import dev.cubby.interleavings.Threads;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// The cache of an authorizer's results.
public final class CacheScenarios {

  private static final List<String> IDENTITY = List.of("key");
  private static final Duration TIME_TO_LIVE = Duration.ofSeconds(60);
  private static final AuthorizerOutcome FAILED =
      new AuthorizerOutcome.Failed(Refusal.unauthorized());

  private CacheScenarios() {}

  /// Requests at once share one invocation.
  public static void misses() {
    var cache = new AuthorizerCache(TIME_TO_LIVE, () -> Instant.EPOCH);
    var calls = new AtomicInteger();
    Runnable request = () -> cache.get(IDENTITY, () -> answered(calls.incrementAndGet()));
    Threads.run(request, request, request);
    Threads.check(calls.get() == 1, calls + " invocations");
  }

  /// No request gets a result that had expired before the request.
  public static void expiry() {
    var clock = new AtomicLong();
    var cache = new AuthorizerCache(TIME_TO_LIVE, () -> Instant.ofEpochSecond(clock.get()));
    Runnable request =
        () -> {
          long now = clock.addAndGet(40);
          var outcome = cache.get(IDENTITY, () -> answered(clock.get()));
          long madeAt = ((AuthorizerOutcome.Answered) outcome).latencyMillis();
          Threads.check(now < madeAt + 60, "at " + now + " a result of " + madeAt);
        };
    Threads.run(request, request, request);
  }

  /// Waiting requests share a failure. The cache does not keep it.
  public static void failure() {
    var cache = new AuthorizerCache(TIME_TO_LIVE, () -> Instant.EPOCH);
    var calls = new AtomicInteger();
    Runnable request =
        () -> cache.get(IDENTITY, () -> calls.incrementAndGet() == 1 ? FAILED : answered(1));
    Threads.run(request, request);
    request.run();
    var kept = cache.get(IDENTITY, () -> FAILED);
    Threads.check(!kept.equals(FAILED), "A failure is kept, or a success is not");
    Threads.check(calls.get() == 2, calls + " invocations");
  }

  @SuppressWarnings("NullAway") // Nobody looks into it.
  private static AuthorizerOutcome answered(long number) {
    return new AuthorizerOutcome.Answered(new Authorization("", null, Map.of(), null), number);
  }
}
