package dev.cubby.shared.json.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.problem.Problem.TooLarge;
import dev.cubby.shared.problem.ProblemException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What bounds the time and memory that a JSON Patch takes.
class JsonPatchLimitsTest {

  @Test
  void sumOfThousandDigits_isTheLongest() {
    var nines = "9".repeat(999);
    assertThat(patch("1", increment(nines))).isEqualTo("1" + "0".repeat(999));
    assertThat(patch(nines, increment("1e-1"))).isEqualTo(nines + ".1");
    assertThat(patch("1", increment("1e999"))).isEqualTo("1" + "0".repeat(998) + "1");

    assertTooLong("9".repeat(1_000), increment("1"));
    assertTooLong("1" + nines, increment("0.1"));
    assertTooLong("1e1000", increment("1"));
    assertTooLong("1e-1001", increment("1"));
    assertTooLong("1e999999", increment("1"));
    assertTooLong("1e2147483647", increment("1"));
    assertTooLong("1e-2147483647", increment("1"));
    assertTooLong("1e99999999999", increment("1"));
    assertTooLong("9".repeat(300_000), increment("1"));
  }

  @Test
  void moreThanThousandOperations_areInvalid() {
    var thousand = String.join(",", Collections.nCopies(1_000, increment("1")));

    assertThat(patch("0", thousand)).isEqualTo("1000");
    assertThatThrownBy(() -> read("[" + thousand + "," + increment("1") + "]"))
        .hasMessage("body must have at most 1000 operations");
  }

  @Test
  void copiesThatDouble_endBeforeTheyFillTheMemory() {
    var doubling = "{\"op\":\"copy\",\"from\":\"\",\"path\":\"/-\"}";

    assertThatThrownBy(() -> patch("[\"é\"]", String.join(",", Collections.nCopies(90, doubling))))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem()).isInstanceOf(TooLarge.class);
              assertThat(e.problem().detail())
                  .startsWith("The value after operation [17] has ")
                  .endsWith(" bytes; the limit is 1048576");
            });
  }

  /// Copies and moves of a large value that leave it as large as it is.
  @Test
  void copiesAndMovesOfMuch_areInvalid() {
    var value = "{\"a\":[" + "1,".repeat(50_000) + "1]}";
    for (var op : List.of("copy", "move")) {
      var both = carry(op, "/a", "/b") + "," + carry(op, "/b", "/a");
      assertThat(patch(value, String.join(",", Collections.nCopies(41, both)))).contains("[1,1");
      assertThatThrownBy(() -> patch(value, String.join(",", Collections.nCopies(42, both))))
          .hasMessage(
              "[83] must not copy or move more than 8388608 characters with the operations before");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"op":"add","path":"/a/-","value":[ 1 ]}
          {"op":"add","path":"/e/0","value":1},{"op":"add","path":"/e/0","value":22}
          {"op":"remove","path":"/a/1"},{"op":"remove","path":"/a/0"}
          {"op":"remove","path":"/e/0"}
          {"op":"replace","path":"/o/x/0","value":"long"}
          {"op":"replace","path":"/o","value":{}},{"op":"add","path":"/o/é","value":1}
          {"op":"remove","path":"/o/x"}
          {"op":"remove","path":"/a"},{"op":"remove","path":"/o"},{"op":"remove","path":"/e"}
          {"op":"move","from":"/o/x","path":"/a/0"},{"op":"replace","path":"/a/0/0","value":77}
          {"op":"copy","from":"","path":"/o/y"},{"op":"remove","path":"/o/y/a/0"}
          {"op":"increment","path":"/n","value":95}
          """)
  void lengthAfterEachOperation_isExact(String operations) {
    var value = " { \"a\" : [ 1, 2 ], \"o\":{ \"x\" : [1] }, \"n\": 5, \"e\":[0] } ";
    int rest = Document.MAX_LENGTH - patch(value, operations).length();
    // In an object that has other members, or none.
    var comma = patch(value, operations).equals("{}") ? 0 : 1;
    int fitting = rest - "\"p\":\"\"".length() - comma;

    assertThat(patch(value, operations + "," + add("x".repeat(fitting))))
        .hasSize(Document.MAX_LENGTH);
    assertThatThrownBy(() -> patch(value, operations + "," + add("x".repeat(fitting + 1))))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem()).isInstanceOf(TooLarge.class));
  }

  @Test
  void valueThatNestsDeeper_isInvalid() {
    var deep = "[".repeat(60) + "]".repeat(60);
    var path = "/0".repeat(59) + "/-";
    var add = "{\"op\":\"add\",\"path\":\"" + path + "\",\"value\":%s}";

    assertThat(patch(deep, add.formatted("[".repeat(40) + "]".repeat(40))))
        .isEqualTo("[".repeat(100) + "]".repeat(100));
    assertThatThrownBy(() -> patch(deep, add.formatted("[".repeat(41) + "]".repeat(41))))
        .hasMessage("[0] must not make the value nest deeper than 100 levels");
  }

  @Test
  void valueOfThePatch_mayNestAsDeepAsAnyValue() {
    var deepest = "[".repeat(100) + "]".repeat(100);

    assertThat(patch("1", "{\"op\":\"add\",\"path\":\"\",\"value\":" + deepest + "}"))
        .isEqualTo(deepest);
  }

  private static String carry(String op, String from, String path) {
    return "{\"op\":\"%s\",\"from\":\"%s\",\"path\":\"%s\"}".formatted(op, from, path);
  }

  private static String add(String text) {
    return "{\"op\":\"add\",\"path\":\"/p\",\"value\":\"%s\"}".formatted(text);
  }

  private static String increment(String by) {
    return "{\"op\":\"increment\",\"path\":\"\",\"value\":" + by + "}";
  }

  private static void assertTooLong(String value, String operations) {
    assertThatThrownBy(() -> patch(value, operations))
        .hasMessage("[0] must not make a number of more than 1000 digits");
  }

  private static String patch(String value, String operations) {
    return read("[" + operations + "]").apply(JsonText.parse(value)).text();
  }

  private static Patch read(String patch) {
    return Patch.read("application/json-patch+json", patch).orElseThrow();
  }
}
