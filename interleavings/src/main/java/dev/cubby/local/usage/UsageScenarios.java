package dev.cubby.local.usage;

import dev.cubby.interleavings.Threads;
import dev.cubby.local.template.QuotaDefinition;
import dev.cubby.local.template.QuotaDefinition.Period;
import dev.cubby.local.template.ThrottleDefinition;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// The limits of usage plans.
public final class UsageScenarios {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 29);
  private static final LocalDate TOMORROW = TODAY.plusDays(1);
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  private UsageScenarios() {}

  /// No request above a quota passes, and none below it fails.
  public static void quota() {
    var count = new RequestCount(new QuotaDefinition(2, Period.DAY, 0), Map.of());
    var passed = new AtomicInteger();
    Runnable request = () -> count(count.tryCount(TODAY), passed);
    Threads.run(request, request, request);
    Threads.check(passed.get() == 2, passed + " requests passed a quota of 2");
    Threads.check(count.used(TODAY) == 2, count.used(TODAY) + " requests are counted");
  }

  /// Nor while a day ends: a request that was read before midnight may be counted after others.
  public static void quotaAtMidnight() {
    var count = new RequestCount(new QuotaDefinition(1, Period.DAY, 0), Map.of());
    var today = new AtomicInteger();
    var tomorrow = new AtomicInteger();
    Threads.run(
        () -> count(count.tryCount(TODAY), today),
        () -> count(count.tryCount(TODAY), today),
        () -> count(count.tryCount(TOMORROW), tomorrow));
    Threads.check(today.get() == 1, today + " requests of today passed a quota of 1");
    Threads.check(tomorrow.get() == 1, tomorrow + " requests of tomorrow passed a quota of 1");
  }

  /// A burst is admitted exactly.
  public static void burst() {
    var bucket = new TokenBucket(new ThrottleDefinition(1, 2), CLOCK);
    var passed = new AtomicInteger();
    Runnable request = () -> count(bucket.tryConsume(), passed);
    Threads.run(request, request, request);
    Threads.check(passed.get() == 2, passed + " requests passed a burst of 2");
  }

  /// The first requests to a method share its bucket.
  public static void firstRequests() {
    var throttle = new StageThrottle(Map.of("/*/*", new ThrottleDefinition(1, 1)), CLOCK);
    var passed = new AtomicInteger();
    Runnable request = () -> count(throttle.tryConsume("/pets/GET"), passed);
    Threads.run(request, request);
    Threads.check(passed.get() == 1, passed + " requests passed a burst of 1");
  }

  private static void count(boolean admitted, AtomicInteger passed) {
    if (admitted) {
      passed.incrementAndGet();
    }
  }
}
