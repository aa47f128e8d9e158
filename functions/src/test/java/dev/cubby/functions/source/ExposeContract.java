package dev.cubby.functions.source;

import static dev.cubby.shared.auth.Role.ADMIN;
import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.cubby.testing.Call;
import dev.cubby.testing.TestUser;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `expose` promises, whichever way it is called.
abstract class ExposeContract extends SourceCase {

  @ParameterizedTest
  @ValueSource(strings = {"", "LATEST", "24h", "7_average", "1h_average"})
  void unknownType_is400AndListsThem(String type) {
    assertThat(expose(type).isInvalid("type").body())
        .contains("latest, 24h_average, 24h_devt, 7d_average, 7d_devt");
  }

  @Test
  void badFieldOfExpose_isNamed() {
    for (var body : List.of("{}", "{\"type\":null}", "{\"type\":7}")) {
      api().call(Call.post("/source/expose", body).as(reader)).isInvalid("type");
    }
    expose("latest", "a/b").isInvalid("name");
    expose("newest", "a/b").isInvalid("name", "type");
  }

  @Test
  void keyWithoutTheRole_is403() {
    var call = Call.post("/source/expose", "{\"type\":\"latest\"}");

    for (var key : List.of(user.key(WRITE), user.key(ADMIN), user.key(WRITE, ADMIN))) {
      api().call(call.as(key)).isProblem(403);
    }
    api().call(call).isProblem(401);
  }

  @Test
  void beforeAnyEvent_latestIs404AndWindowsAreEmpty() {
    assertThat(expose("latest").isProblem(404).json().path("detail").asText()).contains("default");

    for (var type : List.of("24h_average", "7d_average", "24h_devt", "7d_devt")) {
      var answer = expose(type).hasStatus(200);
      assertThat(answer.json().path("status").asInt()).isEqualTo(200);
      assertThat(data(answer).path("count").asInt()).isZero();
      assertThat(data(answer).path("type").asText()).isEqualTo(type);
    }
    assertThat(exposed("24h_average").path("fields"))
        .isEqualTo(JsonNodeFactory.instance.objectNode());
  }

  @Test
  void sourcesOfOneUser_areToldApartByName() {
    write("{\"a\":1}", "\"name\":\"one\"");
    write("{\"a\":2}", "\"name\":\"two\"");

    assertThat(data(expose("latest", "one")).at("/data/a").asInt()).isEqualTo(1);
    assertThat(data(expose("24h_average", "two")).at("/fields/~1a/mean").asInt()).isEqualTo(2);
    expose("latest").isProblem(404);
  }

  @Test
  void sourcesOfOtherUsers_areNotSeen() {
    write("{\"a\":1}");

    var body = "{\"type\":\"latest\"}";
    api().call(Call.post("/source/expose", body).as(TestUser.create().key(READ))).isProblem(404);
  }

  @Test
  void latest_isTheNewestEventByItsOwnTimeExactlyAsSent() {
    var now = now();
    write("{\"a\":1}", eventTime(now.minusSeconds(60)));
    var newest = write("{ \"n\" : 1.50e1,\"s\":\"\\u00e9 é\" }", eventTime(now));
    write("{\"a\":2}", eventTime(now.minusSeconds(3_600)));

    var answer = expose("latest").hasStatus(200);

    assertThat(answer.body()).contains("\"data\":{ \"n\" : 1.50e1,\"s\":\"\\u00e9 é\" }");
    assertThat(data(answer).path("id")).isEqualTo(data(newest).path("id"));
    assertThat(data(answer).path("eventTime").asText()).isEqualTo(now.toString());
    assertThat(data(answer).path("type").asText()).isEqualTo("latest");
  }

  @ParameterizedTest
  @ValueSource(strings = {"24h_average", "24_average", "7d_average"})
  void averages_areCountMeanDeviationMinAndMax(String type) {
    for (var a : List.of("2", "4", "4", "4", "5", "5", "7", "9")) {
      write("{\"a\":" + a + ",\"b\":1e14}").hasStatus(200);
    }
    write("{\"c\":0.1}").hasStatus(200);

    var figures = exposed(type);

    assertThat(figures.path("type").asText()).isEqualTo(type.replace("24_", "24h_"));
    assertThat(figures.path("count").asInt()).isEqualTo(9);
    assertThat(figures.path("fields").toString())
        .isEqualTo(
            "{\"/a\":{\"count\":8,\"mean\":5,\"standardDeviation\":2.1380899352994,\"min\":2,\"max\":9},"
                + "\"/b\":{\"count\":8,\"mean\":100000000000000,\"standardDeviation\":0,"
                + "\"min\":100000000000000,\"max\":100000000000000},"
                + "\"/c\":{\"count\":1,\"mean\":0.1,\"min\":0.1,\"max\":0.1}}");
  }

  @Test
  void windows_reachBackFromNow() {
    var before = now();
    var day = exposed("24h_average");
    var week = exposed("7d_average");
    var after = now().plusSeconds(1);

    assertThat(instant(day, "from"))
        .isBetween(before.minusSeconds(86_400 + 300), after.minusSeconds(86_400));
    assertThat(instant(day, "to")).isBetween(before, after.plusSeconds(600));
    assertThat(instant(week, "from"))
        .isBetween(before.minusSeconds(7 * 86_400 + 3_600), after.minusSeconds(7 * 86_400));
    assertThat(instant(week, "to")).isBetween(before, after.plusSeconds(3_900));
  }

  @Test
  void lateEvents_countInTheirOwnSteps() {
    var now = now();
    for (var age : List.of(0, 2, 23, 30, 160)) {
      write("{\"a\":" + age + "}", eventTime(now.minus(Duration.ofHours(age)))).hasStatus(200);
    }
    write("{\"a\":1000}", eventTime(now.minus(Duration.ofDays(7)).minusSeconds(3_700)));

    assertThat(exposed("24h_average").path("count").asInt()).isEqualTo(3);
    assertThat(exposed("7d_average").path("count").asInt()).isEqualTo(5);
    assertSteps(exposed("24h_devt"), Duration.ofMinutes(15), now, List.of(0, 2, 23));
    assertSteps(exposed("7d_devt"), Duration.ofDays(1), now, List.of(0, 2, 23, 30, 160));
  }

  /// Asserts steps without a gap, with one event of these ages in hours each where it lies.
  private static void assertSteps(
      JsonNode figures, Duration length, Instant now, List<Integer> ages) {
    var steps = figures.path("steps");
    assertThat(figures.path("count").asInt()).isEqualTo(ages.size());
    assertThat(steps.path(0).path("from")).isEqualTo(figures.path("from"));
    assertThat(steps.path(steps.size() - 1).path("to")).isEqualTo(figures.path("to"));
    for (int i = 0; i < steps.size(); i++) {
      var from = instant(steps.path(i), "from");
      var to = instant(steps.path(i), "to");
      assertThat(Duration.between(from, to)).isPositive().isLessThanOrEqualTo(length);
      assertThat(i == 0 || from.equals(instant(steps.path(i - 1), "to"))).isTrue();
      var inside =
          ages.stream()
              .filter(age -> {
                var time = now.minus(Duration.ofHours(age));
                return !time.isBefore(from) && time.isBefore(to);
              })
              .toList();
      assertThat(steps.path(i).path("count").asInt()).isEqualTo(inside.size());
      if (!inside.isEmpty()) {
        assertThat(steps.path(i).at("/fields/~1a/max").asInt())
            .isEqualTo(inside.stream().mapToInt(Integer::intValue).max().orElseThrow());
      }
    }
  }

  private static Instant instant(JsonNode node, String field) {
    return Instant.parse(node.path(field).asText());
  }

  @Test
  void cursor_leavesOutTheFieldsBeforeIt() {
    write("{\"a\":1,\"b\":2,\"c\":3}").hasStatus(200);

    for (var type : List.of("24h_average", "7d_average")) {
      assertThat(data(exposeAfter(type, "/a")).path("fields").propertyStream().map(Entry::getKey))
          .containsExactly("/b", "/c");
      assertThat(data(exposeAfter(type, "/c")).path("count").asInt()).isOne();
    }
    exposeAfter("latest", "/a").isInvalid("cursor");
  }
}
