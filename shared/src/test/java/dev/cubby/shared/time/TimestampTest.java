package dev.cubby.shared.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {

  @ParameterizedTest
  @CsvSource({
    "0, 1970-01-01T00:00:00Z",
    "253402300799, 9999-12-31T23:59:59Z",
    "2024-02-29T12:00:00Z, 2024-02-29T12:00:00Z",
    "2026-03-29T02:30:00+02:00, 2026-03-29T00:30:00Z",
    "2026-03-29t02:30:00.123456789-00:30, 2026-03-29T03:00:00.123456789Z",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
    "0000-12-31T23:59:59-00:01, 0001-01-01T00:00:59Z",
    "1969-12-31T23:59:59Z, 1969-12-31T23:59:59Z",
    "2026-01-02T03:04:05+18:30, 2026-01-01T08:34:05Z",
    "2026-01-02T03:04:05-23:59, 2026-01-03T03:03:05Z",
    "2026-01-02T03:04:05-00:00, 2026-01-02T03:04:05Z",
    "2026-01-02T03:04:05.1Z, 2026-01-02T03:04:05.100Z",
    "2026-01-02T03:04:05.99999999999999999999Z, 2026-01-02T03:04:05.999999999Z",
    "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
    "2016-12-31T23:59:60.25z, 2017-01-01T00:00:00.250Z",
    "2017-01-01T00:59:60+01:00, 2017-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999999Z",
  })
  void time_isRead(String text, Instant time) {
    assertThat(Timestamp.parse(text)).contains(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "-1",
        "1.5",
        "253402300800",
        "99999999999999",
        "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
        "9999-12-31T23:59:60Z",
        "2016-12-31T23:58:60Z",
        "2016-12-31T23:59:60+01:00",
        "2016-12-31T23:59:61Z",
        "2026-13-02T03:04:05Z",
        "2026-01-02T03:60:05Z",
        "2026-02-29T12:00:00Z",
        "2026-01-02",
        "2026-01-02T03:04Z",
        "2026-01-02T03:04:05",
        "2026-01-02T24:04:05Z",
        "2026-01-02T03:04:05+24:00",
        "2026-01-02T03:04:05+01:60",
        "2026-01-02T03:04:05.Z",
        "2026-01-02 03:04:05Z",
        "+12026-01-02T03:04:05Z"
      })
  void whatIsNoTime_isNothing(String text) {
    assertThat(Timestamp.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z",
    "2026-01-02T03:04:05.000000001Z, 2026-01-02T03:04:06Z",
    "9999-12-31T23:59:59.5Z, 9999-12-31T23:59:59Z"
  })
  void ceiling_isTheNextWholeSecond(Instant time, Instant ceiling) {
    assertThat(Timestamp.ceiling(time)).isEqualTo(ceiling);
  }
}
