package dev.cubby.functions.source;

import static dev.cubby.shared.auth.Role.ADMIN;
import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.TestUser;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What sources promise, whichever way they are called.
abstract class SourceContract extends SourceCase {

  // ---- Write -----------------------------------------------------------------------------------

  @Test
  void write_answersWithStatusDescriptionAndWhatWasStored() {
    var answer = write("{\"t\":21.5}").hasStatus(200);

    assertThat(answer.json().propertyStream().map(Map.Entry::getKey))
        .containsExactly("status", "description", "data");
    assertThat(answer.json().path("status").asInt()).isEqualTo(200);
    assertThat(data(answer).propertyStream().map(Map.Entry::getKey))
        .containsExactly("id", "name", "eventTime");
    assertThat(data(answer).path("name").asText()).isEqualTo("default");
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data      | {}",
        "data      | {\"data\":null}",
        "data      | {\"data\":1}",
        "data      | {\"data\":[1]}",
        "data      | {\"data\":\"{}\"}",
        "name      | {\"data\":{},\"name\":\"\"}",
        "name      | {\"data\":{},\"name\":\"a#b\"}",
        "name      | {\"data\":{},\"name\":7}",
        "eventTime | {\"data\":{},\"eventTime\":\"yesterday\"}",
        "eventTime | {\"data\":{},\"eventTime\":true}",
        "other     | {\"data\":{},\"other\":1}",
        "body      | {\"data\":{\"a\":1,\"a\":2}}",
        "body      | {\"data\":{}",
        "body      | []",
      })
  void badBody_isNamed(String field, String body) {
    api().call(Call.post("/source/write_raw", body).as(writer)).isInvalid(field);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "-0.0, 0",
    "1e2, 100",
    "100.0, 100",
    "0e999999999999, ",
    "1.50, 1.5",
    "0.000000000001, 0.000000000001",
    "1e-12, 0.000000000001",
    "999999999999999.999999999999, 999999999999999.999999999999",
    "-999999999999999.999999999999, -999999999999999.999999999999",
    "1000000000000000, ",
    "1e15, ",
    "-1e15, ",
    "0.0000000000001, ",
    "1.0000000000001, ",
    "1.0000000000000, 1",
    "1e2147483647, ",
    "10e2147483647, ",
    "1e-2147483648, ",
    "1e99999999999999999999, ",
  })
  void number_isExactOrRefused(String number, String kept) {
    var answer = write("{\"a\":{\"b\":" + number + "}}");

    if (kept == null) {
      answer.isInvalid("data/a/b");
    } else {
      answer.hasStatus(200);
      assertThat(expose("24h_average").body())
          .contains("\"min\":" + kept + ",\"max\":" + kept + "}");
    }
  }

  @Test
  void numberOfAThousandDigits_is400() {
    write("{\"a\":" + "9".repeat(1_001) + "}").isInvalid("body");
    write("{\"a\":1e" + "9".repeat(300_000) + "}").isInvalid("body");
  }

  @Test
  void fiftyNumericFields_areTakenAndOneMoreIsNot() {
    write(fields(0, 51)).isInvalid("data");

    for (int i = 1; i <= 2; i++) {
      write(fields(0, 50)).hasStatus(200);
    }
    assertThat(exposed("24h_average").path("fields").size()).isEqualTo(50);
    assertThat(exposed("24h_average").path("fields"))
        .allSatisfy(field -> assertThat(field.path("count").asInt()).isEqualTo(2));
  }

  @Test
  void fiftyExtremesThatMoveAtOnce_areOneWrite() {
    var name = "\u20ac".repeat(80);
    for (var value : List.of(5, 1, 9)) {
      write(fields(50, i -> name + (100 + i), value)).hasStatus(200);
    }

    assertThat(exposed("24h_average").path("fields"))
        .hasSize(50)
        .allSatisfy(
            field -> assertThat(field.path("min").asText() + field.path("max")).isEqualTo("19"));
  }

  @Test
  void everNewFields_endIn409() {
    write(fields(0, 50)).hasStatus(200);
    write(fields(50, 50)).hasStatus(200);

    assertThat(write(fields(100, 1)).isProblem(409).json().path("detail").asText())
        .contains("101")
        .contains("100");

    write(fields(99, 1)).hasStatus(200);
    assertThat(exposed("24h_average").path("count").asInt()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "'', /",
    "/, /~1",
    "~, /~0",
    "~1, /~01",
    "#, /#",
    "n, /n",
    "TTL, /TTL",
    "é, /é",
    "\ud83d\ude00, /\ud83d\ude00",
    "0, /0",
    "' ', '/ '",
    "x\\u0000y, /x\u0000y",
    "\\\", /\"",
  })
  void fieldOfAnyName_isCounted(String name, String pointer) {
    var data = "{\"" + name + "\":1,\"x\":{\"" + name + "\":2}}";
    write(data).hasStatus(200);
    write(data).hasStatus(200);

    var fields = exposed("24h_average").path("fields");

    assertThat(fields.path(pointer).path("mean").asInt()).isEqualTo(1);
    assertThat(fields.path("/x" + pointer).path("mean").asInt()).isEqualTo(2);
    assertThat(fields).hasSize(2);
  }

  @Test
  void fieldNameThatIsTooLongOrNoText_is400() {
    write("{\"" + "x".repeat(254) + "\":1}").hasStatus(200);
    write("{\"" + "x".repeat(255) + "\":1}").isInvalid("data");
    write("{\"" + "\u20ac".repeat(85) + "\":1}").isInvalid("data");
    write("{\"\\ud800\":1}").isInvalid("data");
    write("{\"" + "x".repeat(1_000) + "\":\"text\"}").hasStatus(200);
  }

  @Test
  void onlyNumbersInObjects_makeFigures() {
    write(
        "{\"t\":\"1\",\"b\":true,\"n\":null,\"a\":[1,{\"x\":2}],\"o\":{},\"d\":{\"e\":{\"f\":3}}}");

    var figures = exposed("24h_average");

    assertThat(figures.path("fields").propertyStream().map(Map.Entry::getKey))
        .containsExactly("/d/e/f");
    assertThat(figures.path("count").asInt()).isEqualTo(1);
  }

  @Test
  void dataWithoutNumbers_isAnEvent() {
    write("{}").hasStatus(200);
    write("{}").hasStatus(200);

    assertThat(exposed("7d_average").path("count").asInt()).isEqualTo(2);
    assertThat(exposed("7d_average").path("fields")).isEmpty();
    assertThat(exposed("latest").path("data")).isEmpty();
  }

  @Test
  void dataAsLargeAsFits_isStoredAndOneByteMoreIs413() {
    var tooLarge = write(text(409_600), "\"name\":\"" + "n".repeat(128) + "\"").isProblem(413);
    var limit = limit(tooLarge);
    var name = "\"name\":\"" + "n".repeat(128) + "\"";

    write(text(limit + 1), name).isProblem(413);
    var key = UUID.randomUUID().toString();
    var largest = writeCall(text(limit), name).header("Idempotency-Key", key).as(writer);
    var stored = api().call(largest).hasStatus(200);

    assertThat(api().call(largest).body()).isEqualTo(stored.body());
    assertThat(expose("latest", "n".repeat(128)).body()).contains(text(limit));
  }

  @Test
  void repetition_answersTheSameAndCountsOnce() {
    var key = UUID.randomUUID().toString();
    var call = writeCall("{\"a\":1}").header("Idempotency-Key", key).as(writer);
    var first = api().call(call).hasStatus(200);
    write("{\"a\":2}").hasStatus(200);

    assertThat(api().call(call).hasStatus(200).body()).isEqualTo(first.body());

    assertThat(exposed("24h_average").path("count").asInt()).isEqualTo(2);
    var other = writeCall("{\"a\":3}").header("Idempotency-Key", key).as(writer);
    api().call(other).isProblem(422);
  }

  // ---- Time ------------------------------------------------------------------------------------

  @Test
  void eventTime_liesAtMostFiveMinutesAhead() {
    var now = now();
    write("{\"a\":1}", eventTime(now.plusSeconds(290))).hasStatus(200);
    write("{\"a\":1}", eventTime(now.plusSeconds(330))).isInvalid("eventTime");

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
  @ValueSource(strings = {"2026-02-29T00:00:00Z", "2026-03-29T24:00:01Z", "2026-03-29"})
  void eventTimeThatIsNone_is400(String time) {
    write("{}", eventTime(time)).isInvalid("eventTime");
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

  // ---- Figures ---------------------------------------------------------------------------------

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
  }

  // ---- Actions ---------------------------------------------------------------------------------

  @Test
  void actions_tellWhoDidWhatWhen() {
    var start = now();
    api().elapse(Duration.ofMillis(2));
    write("{\"a\":1}", "\"name\":\"one\"");
    api().elapse(Duration.ofMillis(2));
    expose("24h_average", "one");
    api().elapse(Duration.ofMillis(2));
    expose("latest", "none").isProblem(404);
    expose("nonsense", "one").isProblem(400);

    var page = actions(of("one")).hasStatus(200);

    assertThat(page.items("action")).containsExactly("write_raw", "24h_average");
    assertThat(page.items("keyId"))
        .containsExactly(writer.caller().keyId(), reader.caller().keyId());
    assertThat(page.items("userId")).containsOnly(user.userId());
    assertThat(page.items("name")).containsOnly("one");
    assertThat(page.items("time")).isSorted();
    assertThat(page.items("time").stream().map(Instant::parse)).allMatch(start::isBefore);
    assertThat(page.json().has("next")).isFalse();
    assertThat(actions(of("one") + "&order=desc").items("action"))
        .containsExactly("24h_average", "write_raw");
    assertThat(actions(of("none")).items("action")).containsExactly("latest");
    assertThat(actions(of("other")).items("action")).isEmpty();
    for (var key : List.of(writer, reader)) {
      assertThat(page.body()).doesNotContain(key.key().secret()).doesNotContain(key.key().hash());
    }
  }

  @Test
  void actionsOfAPeriod_areThoseFromItsBeginningUpToItsEnd() {
    for (int i = 0; i < 4; i++) {
      api().elapse(Duration.ofMillis(2));
      write("{}");
    }
    var times = actions(of("default")).items("time");

    var query = of("default") + "&from=" + times.get(1) + "&to=" + times.get(3);

    assertThat(actions(query).items("time")).isEqualTo(times.subList(1, 3));
    assertThat(actions(of("default") + "&from=4102444800000").isProblem(400).status())
        .isEqualTo(400);
    assertThat(actions(of("default") + "&to=0").items("time")).isEmpty();
  }

  @Test
  void pagesOfActions_holdEachOnce() {
    for (int i = 0; i < 5; i++) {
      api().elapse(Duration.ofMillis(2));
      write("{}");
    }
    var all = actions(of("default")).items("id");

    var first = actions(of("default") + "&limit=2").hasStatus(200);
    var next = first.json().path("next").asText();
    var second = actions(of("default") + "&limit=2&cursor=" + next);

    assertThat(all).hasSize(5).isSorted();
    assertThat(first.items("id")).isEqualTo(all.subList(0, 2));
    assertThat(second.items("id")).isEqualTo(all.subList(2, 4));
    actions(of("other") + "&limit=2&cursor=" + next).isInvalid("cursor");
  }

  @ParameterizedTest
  @CsvSource({
    "'', userId",
    "from=x, from",
    "to=2026-02-30T00:00:00Z, to",
    "from=2&to=1, from",
    "limit=1001, limit",
    "order=up, order",
  })
  void badParameterOfActions_isNamed(String query, String field) {
    if (query.isEmpty()) {
      actions("limit=1").isInvalid("name", "userId");
      actions("userId=" + user.userId()).isInvalid("name");
      actions("name=default").isInvalid(field);
    } else {
      actions(of("default") + "&" + query).isInvalid(field);
    }
  }

  // ---- Who -------------------------------------------------------------------------------------

  @Test
  void keyWithoutTheRole_is403() {
    var write = writeCall("{}");
    var expose = Call.post("/source/expose", "{\"type\":\"latest\"}");
    var list = Call.get("/source/actions?" + of("default"));

    for (var key : List.of(user.key(READ), user.key(ADMIN), user.key(READ, ADMIN))) {
      api().call(write.as(key)).isProblem(403);
    }
    for (var key : List.of(user.key(WRITE), user.key(ADMIN), user.key(WRITE, ADMIN))) {
      api().call(expose.as(key)).isProblem(403);
    }
    for (var key : List.of(user.key(WRITE), user.key(READ), user.key(READ, WRITE))) {
      api().call(list.as(key)).isProblem(403);
    }
    for (var call : List.of(write, expose, list)) {
      api().call(call).isProblem(401);
    }
  }

  private String of(String name) {
    return "userId=" + user.userId() + "&name=" + name;
  }

  /// The time of the API, in milliseconds.
  private Instant now() {
    return Instant.parse(data(write("{}", "\"name\":\"clock\"")).path("eventTime").asText());
  }

  private static Instant instant(JsonNode node, String field) {
    return Instant.parse(node.path(field).asText());
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

  private static int limit(Answer tooLarge) {
    return Integer.parseInt(
        tooLarge.json().path("detail").asText().replaceAll(".*limit here is (\\d+).*", "$1"));
  }

  private static String text(int bytes) {
    return "{\"t\":\"" + "x".repeat(bytes - 8) + "\"}";
  }

  private static String fields(int first, int number) {
    return fields(number, i -> "field" + (first + i), 1);
  }

  private static String fields(int number, IntFunction<String> name, int value) {
    return IntStream.range(0, number)
        .mapToObj(i -> "\"" + name.apply(i) + "\":" + value)
        .collect(joining(",", "{", "}"));
  }
}
