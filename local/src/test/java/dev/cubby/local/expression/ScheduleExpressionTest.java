package dev.cubby.local.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleExpressionTest {

  /// A Wednesday.
  private static final Instant NOW = Instant.parse("2026-04-15T10:07:30Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rate(1 minute)               | 2026-04-15T10:08:30Z",
        "rate(5 minutes)              | 2026-04-15T10:12:30Z",
        "rate(1 hour)                 | 2026-04-15T11:07:30Z",
        "rate(1 hours)                | 2026-04-15T11:07:30Z",
        "rate(7 days)                 | 2026-04-22T10:07:30Z",
        "at(2026-04-15T10:07:31)      | 2026-04-15T10:07:31Z",
        "cron(0 12 * * ? *)           | 2026-04-15T12:00:00Z",
        "cron(15 10 * * ? *)          | 2026-04-15T10:15:00Z",
        "cron(0 8 ? * MON-FRI *)      | 2026-04-16T08:00:00Z",
        "cron(0 8 ? * SAT,SUN *)      | 2026-04-18T08:00:00Z",
        "cron(0/15 * * * ? *)         | 2026-04-15T10:15:00Z",
        "cron(0/5 8-9 ? * 2-6 *)      | 2026-04-16T08:00:00Z",
        "cron(0 0 ? * 1 *)            | 2026-04-19T00:00:00Z",
        "cron(0 0 1 * ? *)            | 2026-05-01T00:00:00Z",
        "cron(0 0 L * ? *)            | 2026-04-30T00:00:00Z",
        "cron(0 0 3W * ? *)           | 2026-05-04T00:00:00Z",
        "cron(0 0 ? * 3#2 *)          | 2026-05-12T00:00:00Z",
        "cron(0 0 ? * 6L *)           | 2026-04-24T00:00:00Z",
        "cron(0 0 1 JAN ? 2030)       | 2030-01-01T00:00:00Z",
      })
  void next_isTheFirstTimeAfter(String text, Instant expected) {
    assertThat(ScheduleExpression.of(text, ZoneOffset.UTC).next(NOW)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"at(2026-04-15T10:07:30)", "cron(0 0 1 1 ? 2020)"})
  void past_hasNoNext(String text) {
    assertThat(ScheduleExpression.of(text, ZoneOffset.UTC).next(NOW)).isNull();
  }

  @Test
  void timeZone_isThatOfCronAndAt() {
    var zone = ZoneId.of("Europe/Zurich");

    assertThat(ScheduleExpression.of("cron(30 12 * * ? *)", zone).next(NOW))
        .isEqualTo("2026-04-15T10:30:00Z");
    assertThat(ScheduleExpression.of("at(2026-12-01T12:00:00)", zone).next(NOW))
        .isEqualTo("2026-12-01T11:00:00Z");
  }

  /// Half past two is left out in March, and comes twice in October.
  @ParameterizedTest
  @CsvSource({
    "2026-03-28T12:00:00Z, 2026-03-30T00:30:00Z",
    "2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z",
    "2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
  })
  void changeOfTheClocks_isSkippedOrRunsOnce(Instant now, Instant expected) {
    var expression = ScheduleExpression.of("cron(30 2 * * ? *)", ZoneId.of("Europe/Zurich"));

    assertThat(expression.next(now)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "daily                    | there is no schedule daily",
        "every(5 minutes)         | there is no schedule every(5 minutes)",
        "rate(0 minutes)          | is not a number of minutes, hours or days",
        "rate(5 weeks)            | is not a number of minutes, hours or days",
        "cron(0 12 * * *)         | cron(0 12 * * *)",
        "cron(0 12 * * * *)       | cron(0 12 * * * *)",
        "cron(60 12 * * ? *)      | cron(60 12 * * ? *)",
        "cron(0 0 1 1 ? 1969)     | cron(0 0 1 1 ? 1969)",
        "at(tomorrow)             | is not a time like",
      })
  void noSchedule_isRefused(String text, String message) {
    assertThatThrownBy(() -> ScheduleExpression.of(text, ZoneOffset.UTC))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .message()
        .doesNotContain("\n");
  }
}
