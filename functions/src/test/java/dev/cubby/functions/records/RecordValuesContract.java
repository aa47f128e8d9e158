package dev.cubby.functions.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.shared.dynamodb.ItemSize;
import dev.cubby.shared.json.JsonText;
import dev.cubby.testing.Call;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What values promise: JSON of any kind, up to what an item holds, comes back exactly as sent.
abstract class RecordValuesContract extends RecordsCase {

  static Stream<String> exactTexts() {
    return Stream.of(
        "null",
        "\"\"",
        "12345678901234567890.123456789",
        "1e400",
        "-0",
        "1.0",
        " { \"b\" : 1,\r\n\t\"a\" : [ ] } ",
        "\"\\ud800 \\ufffd \\u0000 \\/\"",
        "\"äöü € \ud83d\ude00 \u2028\"",
        "[\"\\\"\\\\\"]",
        "[".repeat(100) + "]".repeat(100));
  }

  @ParameterizedTest
  @MethodSource("exactTexts")
  void value_comesBackExactlyAsSent(String text) {
    call(Call.post("/records/a", text)).hasStatus(201);

    var answer = call(Call.get("/records/a")).hasStatus(200);
    assertThat(answer.body()).isEqualTo(text);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");

    call(Call.put("/records/a", text)).hasStatus(200);
    assertThat(call(Call.get("/records/a")).body()).isEqualTo(text);
    assertThat(call(Call.get("/records")).body()).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,",
        "NaN",
        "01",
        "1 2",
        "{} {}",
        "{\"a\":1,\"a\":2}",
        "'a'",
        "undefined",
        "\"\t\""
      })
  void badBody_isNamed(String body) {
    call(Call.post("/records/a", body)).isInvalid("body");
    call(Call.put("/records/a", body)).isInvalid("body");
    assertThat(call(Call.get("/records/keys")).items("")).isEmpty();
  }

  @Test
  void depth101_isNamed() {
    call(Call.post("/records/a", "[".repeat(101) + "]".repeat(101))).isInvalid("body");
  }

  @Test
  void byteOrderMark_isNoPartOfTheValue() {
    call(Call.post("/records/a", "\ufeff{\"n\":1}")).hasStatus(201);

    assertThat(call(Call.get("/records/a")).body()).isEqualTo("{\"n\":1}");
  }

  @Test
  void invalidUtf8_isNamed() {
    call(Call.post("/records/a", "\"\u00c3\"").inLatin1()).isInvalid("body");
  }

  @Test
  void partOfAValue_replacesNothing() {
    call(Call.post("/records/a", "1")).hasStatus(201);

    call(Call.put("/records/a", "2").header("Content-Range", "bytes 0-0/1"))
        .isInvalid("Content-Range");

    assertThat(call(Call.get("/records/a")).body()).isEqualTo("1");
  }

  @Test
  void statedTypeThatIsNotJson_is415() {
    call(Call.post("/records/a", "1").header("Content-Type", "text/plain")).isProblem(415);
    call(Call.put("/records/a", "1").header("Content-Type", "image/png")).isProblem(415);
    call(Call.post("/records/a", "1").header("Content-Type", "application/x-www-form-urlencoded"))
        .hasStatus(201);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 255})
  void largestValue_fitsAndOneByteMoreDoesNot(int keyLength) {
    var key = "k".repeat(keyLength);
    int limit = ItemSize.MAX_BYTES - new RecordKind().maxBytes(key, new JsonText(""));
    // Non-ASCII up to the limit: two bytes each.
    var text = "\"" + "ä".repeat((limit - 2) / 2) + "x".repeat(limit % 2) + "\"";
    assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSize(limit);

    call(Call.post("/records/" + key + "?ttl=100", text)).hasStatus(201);
    assertThat(call(Call.get("/records/" + key)).body()).isEqualTo(text);
    call(Call.put("/records/" + key + "?ttl=100", text)).hasStatus(200);
    for (var call :
        List.of(
            Call.post("/records/" + key, text + " "),
            Call.put("/records/" + key, text + " "),
            Call.put("/records/" + key + "?upsert=true", text + " "))) {
      assertThat(call(call).isProblem(413).json().path("detail").asText())
          .contains(Integer.toString(limit))
          .contains(Integer.toString(limit + 1));
    }
    assertThat(call(Call.get("/records?limit=1")).items("key")).containsExactly(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud83d\ude00", "\\\\", "\\u0001", "\ufeff"})
  void largestValue_isReturnedWhateverItsCharactersTakeInAFunctionsResult(String character) {
    var key = "k";
    int limit = ItemSize.MAX_BYTES - new RecordKind().maxBytes(key, new JsonText(""));
    int times = (limit - 2) / character.getBytes(StandardCharsets.UTF_8).length;
    var text = "\"" + character.repeat(times) + "\"";

    for (var each : List.of(key, "l", "m")) {
      call(Call.post("/records/" + each, text)).hasStatus(201);
    }

    assertThat(call(Call.get("/records/" + key)).hasStatus(200).body()).isEqualTo(text);
    assertThat(call(Call.get("/records")).hasStatus(200).items("key")).startsWith("k", "l");
  }
}
