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
        "1969-12-31T23:59:59Z",
        "2026-02-29T12:00:00Z",
        "2026-01-02",
        "2026-01-02T03:04Z",
        "2026-01-02T03:04:05",
        "2026-01-02T24:04:05Z",
        "2026-01-02T03:04:05+19:00",
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
