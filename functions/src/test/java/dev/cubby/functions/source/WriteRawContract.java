package dev.cubby.functions.source;

import static dev.cubby.shared.auth.Role.ADMIN;
import static dev.cubby.shared.auth.Role.READ;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `write_raw` promises, whichever way it is called. [EventTimeContract] tells of times.
abstract class WriteRawContract extends SourceCase {

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

  @Test
  void everyBadFieldOfWriteRaw_isNamed() {
    var body = "{\"name\":\"a#b\",\"eventTime\":\"yesterday\",\"other\":1}";
    api()
        .call(Call.post("/source/write_raw", body).as(writer))
        .isInvalid("data", "eventTime", "name", "other");
  }

  @Test
  void keyWithoutTheRole_is403() {
    var call = writeCall("{}");

    for (var key : List.of(user.key(READ), user.key(ADMIN), user.key(READ, ADMIN))) {
      api().call(call.as(key)).isProblem(403);
    }
    api().call(call).isProblem(401);
  }

  // ---- Numbers ----------------------------------------------------------------------------------

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "-0.0, 0",
    "1e2, 100",
    "100.0, 100",
    "0e99999999999, 0",
    "0e999999999999, 0",
    "1.50, 1.5",
    "0.000000000001, 0.000000000001",
    "1e-12, 0.000000000001",
    "999999999999999.999999999999, 999999999999999.999999999999",
    "-999999999999999.999999999999, -999999999999999.999999999999",
    "1000000000000000, ",
    "1e15, ",
    "-1e15, ",
    "0.0000000000001, 0",
    "1.0000000000001, 1",
    "1.0000000000000, 1",
    "33.10318374633789, 33.103183746338",
    "0.30000000000000004, 0.3",
    "0.0000000000005, 0",
    "-0.0000000000015, -0.000000000002",
    "1.00000000000250000000001, 1.000000000003",
    "999999999999999.9999999999999, 1000000000000000",
    "1e-99999999999, 0",
    "1e-99999999999999999999, 0",
    "1e2147483647, ",
    "10e2147483647, ",
    "1e-2147483648, 0",
    "1e99999999999999999999, ",
  })
  void number_isRoundedToTwelveDecimalsOrRefused(String number, String kept) {
    var answer = write("{\"a\":{\"b\":" + number + "}}");

    if (kept == null) {
      answer.isInvalid("data/a/b");
    } else {
      answer.hasStatus(200);
      assertThat(expose("latest").body()).contains("\"b\":" + number + "}");
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

  // ---- How much ---------------------------------------------------------------------------------

  @Test
  void fiftyNumericFields_areTakenAndOneMoreIsNot() {
    write(fields(0, 51)).isInvalid("data");
    write("{\"" + "x".repeat(200_000) + "\":" + fields(0, 10_000) + "}").isInvalid("data");

    for (int i = 1; i <= 2; i++) {
      write(fields(0, 50)).hasStatus(200);
    }
    assertThat(exposed("24h_average").path("fields").size()).isEqualTo(50);
    assertThat(exposed("24h_average").path("fields"))
        .allSatisfy(field -> assertThat(field.path("count").asInt()).isEqualTo(2));
  }

  @Test
  void fiftyExtremesThatMoveAtOnce_areOneWrite() {
    var name = "\u20ac".repeat(12);
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
    // Of one hour, and of no other one later on.
    var time = eventTime(now().truncatedTo(ChronoUnit.HOURS).minusSeconds(1_800));
    write(fields(0, 50), time).hasStatus(200);
    write(fields(50, 50), time).hasStatus(200);

    assertThat(write(fields(100, 1), time).isProblem(409).json().path("detail").asText())
        .contains("101")
        .contains("100");

    write(fields(99, 1), time).hasStatus(200);
    assertThat(exposed("24h_average").path("count").asInt()).isEqualTo(3);
  }

  @Test
  void namesOfMoreThanTwoKilobytes_are400InAnEventAnd409InAnHour() {
    var time = eventTime(now().truncatedTo(ChronoUnit.HOURS).minusSeconds(1_800));
    // 49 pointers of 40 bytes and one of 48.
    IntFunction<String> name = i -> "\\u0001".repeat(i == 10 ? 45 : 37) + i;

    write(fields(51, i -> name.apply(i + 10), 1), time).isInvalid("data");
    write(fields(41, i -> "x".repeat(47) + (i + 10), 1), time).isInvalid("data");
    write(fields(50, i -> name.apply(i + 10), 1), time).hasStatus(200);
    assertThat(write("{\"" + "x".repeat(40) + "\":1}", time).isProblem(409).json().toString())
        .contains("2049");
    write("{\"" + "x".repeat(39) + "\":1}", time).hasStatus(200);
    write(fields(50, i -> name.apply(i + 10), 2), time).hasStatus(200);
  }

  @Test
  void dataAsLargeAsFits_isStoredAndOneByteMoreIs413() {
    var tooLarge = write(text(409_600), "\"name\":\"" + "n".repeat(128) + "\"").isProblem(413);
    var limit = limit(tooLarge);
    assertThat(limit).isEqualTo(409_389 - 128);
    var name = "\"name\":\"" + "n".repeat(128) + "\"";

    write(text(limit + 1), name).isProblem(413);
    var key = UUID.randomUUID().toString();
    var largest = writeCall(text(limit), name).header("Idempotency-Key", key).as(writer);
    var stored = api().call(largest).hasStatus(200);

    assertThat(api().call(largest).body()).isEqualTo(stored.body());
    assertThat(expose("latest", "n".repeat(128)).body()).contains(text(limit));
  }

  private static int limit(Answer tooLarge) {
    return Integer.parseInt(
        tooLarge.json().path("detail").asText().replaceAll(".*limit is (\\d+).*", "$1"));
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
