package dev.cubby.functions.keys;

import dev.cubby.shared.gateway.DailyUsage;
import dev.cubby.shared.gateway.PlanLimits;
import dev.cubby.shared.gateway.PlanLimits.Period;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The API's representation of a key's usage: figures as of `asOf`, cached for `maxAgeSeconds`.
/// Days are in UTC; the last one contains `asOf`.
record UsageDocument(
    String keyId,
    Plan plan,
    Limits limits,
    @Nullable Instant quotaResetsAt,
    List<Day> days,
    Instant asOf,
    int maxAgeSeconds) {

  /// `quota` requests per `period`; both are null without a quota.
  record Limits(
      double requestsPerSecond, int burst, @Nullable Integer quota, @Nullable String period) {}

  /// `remaining` is null without a quota.
  record Day(LocalDate date, long used, @Nullable Long remaining) {}

  static UsageDocument of(
      StoredKey key, PlanLimits limits, List<DailyUsage> usage, Instant time, int maxAgeSeconds) {
    var quota = limits.quota();
    return new UsageDocument(
        key.keyId(),
        key.settings().plan(),
        new Limits(
            limits.requestsPerSecond(),
            limits.burst(),
            quota == null ? null : quota.requests(),
            quota == null ? null : quota.period().name().toLowerCase(Locale.ROOT)),
        quota == null ? null : resetOf(quota.period(), time),
        usage.stream()
            .map(day -> new Day(day.date(), day.used(), quota == null ? null : day.remaining()))
            .toList(),
        time.truncatedTo(ChronoUnit.MILLIS),
        maxAgeSeconds);
  }

  private static Instant resetOf(Period period, Instant time) {
    var today = LocalDate.ofInstant(time, ZoneOffset.UTC);
    var next =
        switch (period) {
          case DAY -> today.plusDays(1);
          case WEEK -> today.with(TemporalAdjusters.next(DayOfWeek.SUNDAY));
          case MONTH -> today.with(TemporalAdjusters.firstDayOfNextMonth());
        };
    return next.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
