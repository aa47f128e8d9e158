package dev.cubby.local.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.template.QuotaDefinition;
import dev.cubby.local.template.QuotaDefinition.Period;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaysTest {

  @Test
  void day_isThatOfUtc() {
    var clock = InstantSource.fixed(Instant.parse("2026-01-01T23:59:59.999Z"));

    assertThat(Days.today(clock)).isEqualTo("2026-01-01");
  }

  // 2026-11-22 is a Sunday.
  @ParameterizedTest
  @CsvSource({
    "DAY,   0,  2026-11-21, 2026-11-21",
    "WEEK,  0,  2026-11-21, 2026-11-15",
    "WEEK,  0,  2026-11-22, 2026-11-22",
    "WEEK,  1,  2026-11-22, 2026-11-16",
    "WEEK,  1,  2026-11-23, 2026-11-23",
    "WEEK,  6,  2026-11-20, 2026-11-14",
    "WEEK,  6,  2026-11-21, 2026-11-21",
    "MONTH, 0,  2026-11-30, 2026-11-01",
    "MONTH, 0,  2026-12-01, 2026-12-01",
    "MONTH, 14, 2026-12-14, 2026-11-15",
    "MONTH, 14, 2026-12-15, 2026-12-15",
    "MONTH, 27, 2026-02-27, 2026-01-28",
    "MONTH, 27, 2026-02-28, 2026-02-28",
    "MONTH, 27, 2026-03-01, 2026-02-28",
  })
  void period_startsOnTheDayOfItsOffset(
      Period period, int offset, LocalDate day, LocalDate expected) {
    assertThat(Days.periodStart(new QuotaDefinition(1, period, offset), day)).isEqualTo(expected);
  }
}
