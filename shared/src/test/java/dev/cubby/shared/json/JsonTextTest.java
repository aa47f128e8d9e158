package dev.cubby.shared.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cubby.shared.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "true",
        "\"\"",
        "0",
        "-0",
        "1.0",
        "1e400",
        "12345678901234567890.123456789",
        " { \"a\" : [ 1 , 2 ] }\n",
        "{\"a\":{\"a\":1},\"b\":{\"a\":1}}",
        "\"\\ud800\"",
        "{\"\":1}",
        "\"\u2028\u0000\"",
        "\"\ud83d\ude00\""
      })
  void json_isKeptAsItIs(String text) {
    if (text.contains("\u0000")) {
      assertThat(problemOf(text)).startsWith("body is not valid JSON");
    } else {
      assertThat(JsonText.parse(text).text()).isSameAs(text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[1,",
        "\"a",
        "NaN",
        "Infinity",
        "-",
        "01",
        "+1",
        ".5",
        "1.",
        "tru",
        "'a'",
        "{a:1}",
        "[1,]",
        "{\"a\":1,}",
        "// c\n1",
        "\"\\x\"",
        "\"\t\"",
        "\ufeff1"
      })
  void notJson_namesTheBodyAndThePlace(String text) {
    assertThat(problemOf(text)).matches("body is not valid JSON at line \\d+, column \\d+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n\t "})
  void nothing_isNamedAsSuch(String text) {
    assertThat(problemOf(text)).isEqualTo("body must not be empty; send a JSON value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 2", "{} {}", "[] null", "\"a\" \"b\""})
  void twoValues_areRefused(String text) {
    assertThat(problemOf(text)).isEqualTo("body must contain only one JSON value");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{\"a\":1,\"a\":1}", "[{\"b\":{\"c\":1,\"c\":2}}]", "{\"a\":1,\"\\u0061\":2}"})
  void repeatedName_isRefused(String text) {
    assertThat(problemOf(text)).startsWith("body has a duplicate name at line 1, column ");
  }

  @Test
  void depth100_isAccepted() {
    var text = "[".repeat(100) + "]".repeat(100);

    assertThat(JsonText.parse(text).text()).isEqualTo(text);
  }

  @Test
  void depth101_isRefused() {
    assertThat(problemOf("{\"a\":".repeat(101) + "1" + "}".repeat(101)))
        .isEqualTo("body must not nest deeper than 100 levels");
  }

  @Test
  void numberOfManyDigits_isKept() {
    var text = "1".repeat(300_000);

    assertThat(JsonText.parse(text).text()).isEqualTo(text);
  }

  private static String problemOf(String text) {
    return catchThrowableOfType(ProblemException.class, () -> JsonText.parse(text))
        .problem()
        .detail();
  }
}
