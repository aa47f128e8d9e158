package dev.cubby.functions.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the time of an event promises.
abstract class EventTimeContract extends SourceCase {

  @Test
  void eventTime_liesFrom1970ToFiveMinutesAhead() {
    var now = now();
    write("{\"a\":1}", eventTime(now.plusSeconds(290))).hasStatus(200);
    write("{\"a\":1}", eventTime(now.plusSeconds(330))).isInvalid("eventTime");
    var epoch = now.minusSeconds(now.getEpochSecond());
    write("{\"a\":1}", eventTime(epoch)).hasStatus(200);
    write("{\"a\":1}", eventTime(epoch.minusSeconds(1))).isInvalid("eventTime");

    assertThat(exposed("24h_average").path("count").asInt()).isEqualTo(1);
    assertThat(exposed("7d_average").path("count").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-29T02:30:00+02:00, 2026-03-29T00:30:00Z",
    "2026-03-29T02:30:00+01:00, 2026-03-29T01:30:00Z",
    "2026-10-25T02:30:00+02:00, 2026-10-25T00:30:00Z",
    "2024-02-29T23:59:59.999999-12:00, 2024-03-01T11:59:59.999Z",
    "2000-02-29T00:00:00Z, 2000-02-29T00:00:00Z",
    "1970-01-01T00:00:00Z, 1970-01-01T00:00:00Z",
  })
  void eventTimeWithAnOffset_isThePointInTimeThatItNames(String stated, String time) {
    assertThat(data(write("{\"a\":1}", eventTime(stated))).path("eventTime").asText())
        .isEqualTo(time);

    assertThat(exposed("latest").path("eventTime").asText()).isEqualTo(time);
    assertThat(exposed("7d_average").path("count").asInt()).isZero();
  }

  @Test
  void eventTimeInSeconds_isTaken() {
    assertThat(data(write("{}", "\"eventTime\":1711670400")).path("eventTime").asText())
        .isEqualTo("2024-03-29T00:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-29T00:00:00Z",
        "2026-03-29T24:00:01Z",
        "2026-03-29",
        "1969-12-31T23:59:59Z"
      })
  void eventTimeThatIsNone_is400(String time) {
    write("{}", eventTime(time)).isInvalid("eventTime");
  }
}
