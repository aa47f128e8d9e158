package dev.cubby.shared.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openapitools.jackson.nullable.JsonNullable;

class JsonTest {

  enum Color {
    RED,
    DARK_BLUE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  record Body(
      @Nullable String name,
      @Nullable Integer age,
      @Nullable Body child,
      @Nullable List<Color> colors,
      @Nullable Instant at,
      JsonNullable<Integer> size) {}

  record Document(Instant at, @Nullable String none, JsonText raw, Color color) {}

  @Test
  void goodBody_isRead() {
    var text =
        """
        {"name":"Ann \ud83d\ude00","age":7,"colors":["dark_blue"],"at":"2026-01-02T03:04:05Z"}
        """;

    assertThat(Json.read(text, Body.class))
        .isEqualTo(
            new Reading<>(
                new Body(
                    "Ann \ud83d\ude00",
                    7,
                    null,
                    List.of(Color.DARK_BLUE),
                    Instant.parse("2026-01-02T03:04:05Z"),
                    JsonNullable.undefined()),
                List.of()));
  }

  @Test
  void absentNullAndValue_areToldApart() {
    assertThat(Json.read("{}", Body.class).value().size().isPresent()).isFalse();
    assertThat(Json.read("{\"size\":null}", Body.class).value().size())
        .isEqualTo(JsonNullable.of(null));
    assertThat(Json.read("{\"size\":1}", Body.class).value().size()).isEqualTo(JsonNullable.of(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"age\":1.5}               | age must be a whole number",
        "{\"age\":1.0}               | age must be a whole number",
        "{\"age\":1e400}             | age must be a whole number",
        "{\"age\":\"7\"}             | age must be a whole number",
        "{\"age\":\"\"}              | age must be a whole number",
        "{\"age\":true}              | age must be a whole number",
        "{\"age\":12345678901}       | age must be a whole number",
        "{\"size\":\"7\"}            | size must be a whole number",
        "{\"size\":\"\"}             | size must be a whole number",
        "{\"size\":\" \"}            | size must be a whole number",
        "{\"size\":[]}              | size must be a whole number",
        "{\"name\":7}                | name must be a string",
        "{\"name\":true}             | name must be a string",
        "{\"name\":[]}               | name must be a string",
        "{\"name\":\"a\\ud800\"}     | name must not contain an unpaired surrogate",
        "{\"child\":{\"age\":[]}}    | child.age must be a whole number",
        "{\"child\":7}               | child has the wrong type",
        "{\"colors\":\"red\"}        | colors must be an array",
        "{\"colors\":[\"red\",7]}    | colors[1] must be one of red, dark_blue",
        "{\"colors\":[\"RED\"]}      | colors[0] must be one of red, dark_blue",
        "{\"colors\":[\" \"]}        | colors[0] must be one of red, dark_blue",
        "{\"child\":\" \"}           | child has the wrong type",
        "{\"at\":\" \"}              | at must be an RFC 3339 date-time from 1970 to 9999, or whole seconds since 1970",
        "{\"at\":\"today\"}          | at must be an RFC 3339 date-time from 1970 to 9999, or whole seconds since 1970",
        "{\"at\":\"\"}               | at must be an RFC 3339 date-time from 1970 to 9999, or whole seconds since 1970",
        "{\"at\":1.5}                | at must be an RFC 3339 date-time from 1970 to 9999, or whole seconds since 1970",
        "{\"at\":-1}                 | at must be an RFC 3339 date-time from 1970 to 9999, or whole seconds since 1970",
        "{\"other\":1}               | other is not a field of this request",
      })
  void fieldThatCannotBeRead_isNamed(String text, String error) {
    assertThat(
            Json.read(text, Body.class).errors().stream()
                .map(found -> found.field() + " " + found.message()))
        .containsExactly(error);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"2026-01-02T03:04:05Z\"",
        "\"2026-01-02t04:04:05.000+01:00\"",
        "1767323045",
        "\"1767323045\""
      })
  void time_isReadInAnyOfItsForms(String json) {
    assertThat(Json.read("{\"at\":" + json + "}", Body.class).value().at())
        .isEqualTo("2026-01-02T03:04:05Z");
  }

  @Test
  void fieldsThatCannotBeRead_areAllNamedAndTheRestIsRead() {
    var reading =
        Json.read("{\"age\":\"7\",\"name\":\"Ann\",\"other\":{},\"at\":true}", Body.class);

    assertThat(reading.errors().stream().map(FieldError::field))
        .containsExactly("age", "other", "at");
    assertThat(reading.value().name()).isEqualTo("Ann");
  }

  @Test
  void moreErrorsThanAnyoneReads_areCutOff() {
    var text =
        IntStream.range(0, 100_000)
            .mapToObj(i -> "\"field" + i + "\":1")
            .collect(Collectors.joining(",", "{", "}"));

    assertThat(refusal(text)).isEqualTo("100 fields are invalid");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]                          | body must be a JSON object",
        "7                           | body must be a JSON object",
        "null                        | body must be a JSON object",
        "{\"name\":\"a\"             | body is not valid JSON at line 1, column 12",
        "{\"age\":1,\"age\":2}       | body has a duplicate name at line 1, column 15",
        "{\"child\":{\"age\":1,\"age\":2}} | body has a duplicate name at line 1, column 24",
        "{\"age\":x}                 | body is not valid JSON at line 1, column 8",
        "{} {}                       | body is not valid JSON at line 1, column 4",
      })
  void bodyThatIsNoObject_isRefused(String text, String detail) {
    assertThat(refusal(text)).isEqualTo(detail);
  }

  @Test
  void numberOfMoreThanAThousandDigits_isRefused() {
    var digits = "9".repeat(1_001);

    for (var text : List.of("{\"age\":" + digits + "}", "{\"raw\":{\"a\":" + digits + "}}")) {
      assertThat(refusal(text)).contains("more than 1000 digits");
    }
  }

  @Test
  void documentInADocument_isKeptAsItStands() {
    var raw = "{ \"" + "x".repeat(100_000) + "\" : 1.50e+1, \"\\u00e9\":[{ }] }";
    var text = "{\"at\":0 ,\"raw\" :" + raw + ",\"color\":\"red\"}";

    assertThat(Json.read(text, Document.class).value().raw()).isEqualTo(new JsonText(raw));
  }

  @Test
  void document_hasTimesAsTextNoNullsAndRawJson() {
    assertThat(
            Json.write(
                new Document(
                    Instant.parse("2026-01-02T03:04:05.006Z"),
                    null,
                    new JsonText("1.0"),
                    Color.DARK_BLUE)))
        .isEqualTo("{\"at\":\"2026-01-02T03:04:05.006Z\",\"raw\":1.0,\"color\":\"dark_blue\"}");
  }

  private static String refusal(String text) {
    return catchThrowableOfType(ProblemException.class, () -> Json.read(text, Body.class))
        .problem()
        .detail();
  }
}
