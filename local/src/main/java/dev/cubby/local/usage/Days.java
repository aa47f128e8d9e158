package dev.cubby.local.usage;

import dev.cubby.local.template.QuotaDefinition;
import java.time.DayOfWeek;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;

/// The calendar of quotas, in UTC.
final class Days {

  private Days() {}

  static LocalDate today(InstantSource clock) {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /// The first day of the period that `day` is in. `QuotaSettings` in CloudFormation's reference:
  /// "with a time period of WEEK, an offset of 0 starts the time period on Sunday, and an offset of
  /// 1 starts the time period on Monday". Months count alike, from the 1st.
  static LocalDate periodStart(QuotaDefinition quota, LocalDate day) {
    var shifted = day.minusDays(quota.offset());
    var start =
        switch (quota.period()) {
          case DAY -> shifted;
          case WEEK -> shifted.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
          case MONTH -> shifted.withDayOfMonth(1);
        };
    return start.plusDays(quota.offset());
  }
}
