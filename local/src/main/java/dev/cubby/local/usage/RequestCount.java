package dev.cubby.local.usage;

import dev.cubby.local.template.QuotaDefinition;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The requests of a key on a plan, per day, and the remainder of its quota. Lock-free, and exact:
/// no request above the quota passes.
final class RequestCount {

  /// Longer than every period. Older counts are dropped.
  private static final int DAYS_KEPT = 90;

  private final @Nullable QuotaDefinition quota;
  private final ConcurrentSkipListMap<LocalDate, AtomicLong> days = new ConcurrentSkipListMap<>();

  /// What each period of the quota has used, by its first day. A request of yesterday may be
  /// counted after one of today.
  private final ConcurrentSkipListMap<LocalDate, AtomicLong> periods =
      new ConcurrentSkipListMap<>();

  RequestCount(@Nullable QuotaDefinition quota, Map<LocalDate, Long> counts) {
    this.quota = quota;
    counts.forEach((day, count) -> days.put(day, new AtomicLong(count)));
  }

  /// Counts a request of `day`; returns false, and does not count it, if the quota is used up.
  boolean tryCount(LocalDate day) {
    if (quota != null && !takes(quota, day)) {
      return false;
    }
    counter(days, day, () -> 0).incrementAndGet();
    return true;
  }

  private boolean takes(QuotaDefinition quota, LocalDate day) {
    var start = Days.periodStart(quota, day);
    long limit = quota.limit();
    return counter(periods, start, () -> usedFrom(start, day))
            .getAndUpdate(used -> used < limit ? used + 1 : used)
        < limit;
  }

  private static AtomicLong counter(
      ConcurrentSkipListMap<LocalDate, AtomicLong> counters, LocalDate day, LongSupplier first) {
    var counter = counters.get(day);
    if (counter == null) {
      counter = counters.computeIfAbsent(day, _ -> new AtomicLong(first.getAsLong()));
      counters.headMap(day.minusDays(DAYS_KEPT)).clear();
    }
    return counter;
  }

  long used(LocalDate day) {
    var count = days.get(day);
    return count == null ? 0 : count.get();
  }

  /// The remaining quota at the end of `day`; null if there is no quota.
  @Nullable Long remaining(LocalDate day) {
    return quota == null
        ? null
        : Math.max(0, quota.limit() - usedFrom(Days.periodStart(quota, day), day));
  }

  private long usedFrom(LocalDate start, LocalDate end) {
    return days.subMap(start, true, end, true).values().stream().mapToLong(AtomicLong::get).sum();
  }

  /// The counts by day.
  Map<LocalDate, Long> counts() {
    var counts = new TreeMap<LocalDate, Long>();
    days.forEach((day, count) -> counts.put(day, count.get()));
    return counts;
  }
}
