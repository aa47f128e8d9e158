package dev.cubby.functions.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Api;
import dev.cubby.testing.DynamoDb;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which events a window has as time passes, and in which of its steps.
class WindowsTest extends SourceCase {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private Api api;

  @BeforeEach
  void createHandlers() {
    api = SourceFunctions.on(dynamoDb.table());
  }

  @Override
  Api api() {
    return api;
  }

  /// Around the hours that clocks in Berlin skip and repeat, a leap day, and the ends of days.
  @ParameterizedTest
  @CsvSource({
    "2096-03-25T04:00:00Z, 2096-03-25T01:59:59.999+01:00, 2096-03-25T00:45:00Z",
    "2096-03-25T04:00:00Z, 2096-03-25T02:30:00+02:00,     2096-03-25T00:30:00Z",
    "2096-03-25T04:00:00Z, 2096-03-25T03:00:00+02:00,     2096-03-25T01:00:00Z",
    "2096-10-28T04:00:00Z, 2096-10-28T02:30:00+02:00,     2096-10-28T00:30:00Z",
    "2096-10-28T04:00:00Z, 2096-10-28T02:30:00+01:00,     2096-10-28T01:30:00Z",
    "2096-02-29T04:00:00Z, 2096-02-28T23:59:59.999Z,      2096-02-28T23:45:00Z",
    "2096-02-29T04:00:00Z, 2096-02-29T00:00:00Z,          2096-02-29T00:00:00Z",
    "2096-03-01T04:00:00Z, 2096-02-29T23:59:59.999Z,      2096-02-29T23:45:00Z",
    "2096-03-01T12:00:00Z, 2096-02-29T23:59:59.999-12:00, 2096-03-01T11:45:00Z",
    "2097-01-01T00:00:00Z, 2097-01-01T05:44:59.999+05:45, 2096-12-31T23:45:00Z",
  })
  void event_liesInTheStepOfItsTimeWhateverItsOffset(Instant now, String time, Instant step) {
    goTo(now);

    write("{\"a\":1}", eventTime(time)).hasStatus(200);

    assertThat(stepsWithEvents("24h_devt")).containsExactly(step.toString());
    assertThat(stepsWithEvents("7d_devt"))
        .containsExactly(step.truncatedTo(ChronoUnit.DAYS).toString());
  }

  @Test
  void eventOfAClockThatIsAhead_countsAtOnceAndInItsOwnStep() {
    goTo(Instant.parse("2096-05-01T11:59:59.999Z"));
    write("{\"a\":1}", eventTime("2096-05-01T12:04:59.999Z")).hasStatus(200);
    write("{\"a\":1}", eventTime("2096-05-01T12:05:00Z")).isInvalid("eventTime");

    for (var type : List.of("24h_average", "7d_average", "24h_devt", "7d_devt")) {
      assertThat(count(type)).as(type).isOne();
    }
    assertThat(stepsWithEvents("24h_devt")).containsExactly("2096-05-01T12:00:00Z");
    assertThat(exposed("latest").path("eventTime").asText()).isEqualTo("2096-05-01T12:04:59.999Z");
  }

  @Test
  void event_leavesTheWindowWithItsFiveMinutesOrItsHour() {
    goTo(Instant.parse("2096-05-01T12:34:00Z"));
    write("{\"a\":1}").hasStatus(200);

    goTo(Instant.parse("2096-05-02T12:34:59.999Z"));
    assertThat(count("24h_average")).isOne();
    assertThat(exposed("24h_average").path("from").asText()).isEqualTo("2096-05-01T12:30:00Z");
    api.elapse(Duration.ofMillis(1));
    assertThat(count("24h_average")).isZero();
    assertThat(exposed("24h_average").path("from").asText()).isEqualTo("2096-05-01T12:35:00Z");

    goTo(Instant.parse("2096-05-08T12:59:59.999Z"));
    assertThat(count("7d_average")).isOne();
    assertThat(exposed("7d_average").path("from").asText()).isEqualTo("2096-05-01T12:00:00Z");
    api.elapse(Duration.ofMillis(1));
    assertThat(count("7d_average")).isZero();
    assertThat(exposed("latest").path("data").path("a").asInt()).isOne();

    goTo(Instant.parse("2096-05-09T12:34:00Z"));
    expose("latest").isProblem(404);
  }

  @Test
  void dataThatComesLaterThanAnyWindow_isKeptForADay() {
    goTo(Instant.parse("2096-05-09T00:00:00Z"));
    write("{\"a\":1}", eventTime("2090-01-01T00:00:00Z")).hasStatus(200);

    api.elapse(Duration.ofHours(24).minusSeconds(1));
    assertThat(exposed("latest").path("eventTime").asText()).isEqualTo("2090-01-01T00:00:00Z");
    // It expires at a whole second.
    api.elapse(Duration.ofSeconds(2));
    expose("latest").isProblem(404);
  }

  private void goTo(Instant time) {
    api.elapse(Duration.between(now(), time));
  }

  private int count(String type) {
    return exposed(type).path("count").asInt();
  }

  private List<String> stepsWithEvents(String type) {
    return exposed(type)
        .path("steps")
        .valueStream()
        .filter(step -> step.path("count").asInt() > 0)
        .map(step -> step.path("from").asText())
        .toList();
  }
}
