package dev.cubby.functions.collections;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.shared.dynamodb.Binary;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.Problem.InvalidRequest;
import dev.cubby.shared.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexKeyTest {

  private static final int PAIRS = 100_000;

  @Test
  void edges_areOrdered() {
    for (var ascending : List.of(true, false)) {
      for (var one : Sample.EDGES) {
        for (var other : Sample.EDGES) {
          assertOrder(new Row(List.of(one), "a"), new Row(List.of(other), "a"), List.of(ascending));
        }
      }
    }
  }

  @Test
  void randomPairs_areOrdered() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    for (int i = 0; i < PAIRS; i++) {
      int count = random.nextInt(1, 4);
      var directions = IntStream.range(0, count).mapToObj(n -> random.nextBoolean()).toList();
      var one = Row.random(random, count);
      var other =
          random.nextInt(10) == 0
              ? new Row(one.values(), Row.random(random, 0).id())
              : Row.random(random, count);
      assertOrder(one, other, directions);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"a\":{}}", "{\"a\":[1]}", "{\"b\":{\"a\":1}}", "[]", "1", "null"})
  void documentWithoutTheField_isNotInTheIndex(String document) {
    assertThat(IndexKey.all(Map.of("i", index("/a")), new JsonText(document), "id")).isEmpty();
  }

  @Test
  void pointers_leadIntoObjectsAndArrays() {
    var document = new JsonText("{\"a/b\":{\"\":[0,{\"~\":7}]},\"x\":{\"a\":0}}");
    var keys =
        IndexKey.all(
            Map.of("deep", index("/a~1b//1/~0"), "part", index("/a~1b"), "last", index("/x/-")),
            document,
            "id");

    assertThat(keys).containsOnlyKeys("deep");
    assertThat(keys).containsEntry("deep", key("7"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e10000",
        "-1e10000",
        "0.1e-9999",
        "1e-10000",
        "1e99999999999999999999",
        "1e-99999999999999999999",
        "100000000000000000000000000000000000001",
        "1.00000000000000000000000000000000000001",
      })
  void numberBeyondTheLimits_isRefused(String number) {
    assertErrors(
        "{\"a\":" + number + "}",
        new FieldError(
            "/a",
            "must have at most 38 digits and an exponent from -9999 to 9999, because the index i"
                + " contains it"));
  }

  @Test
  void zerosDoNotCountAsDigits() {
    var many = "0".repeat(300_000);

    assertThat(key("1" + ".0" + many)).isEqualTo(key("1"));
    assertThat(key("0." + many + "1e300001")).isEqualTo(key("1"));
    assertThat(key("1" + many + "e-300000")).isEqualTo(key("1"));
  }

  @Test
  void keyOfTheMaximumSize_isAccepted_andALongerOneRefused() {
    // The tag, the terminator and the id take the rest.
    assertThat(key("\"" + "a".repeat(1_020) + "\"").size()).isEqualTo(1_024);
    assertErrors(
        "{\"a\":\"" + "a".repeat(1_021) + "\"}",
        new FieldError(
            "/a",
            "must be shorter, because the index i contains it: its fields and the id take 1025 bytes"
                + " there, and the limit is 1024"));
  }

  @Test
  void theLongestFieldIsNamed_forEachIndex() {
    var text = "\"" + "\u00e9".repeat(300) + "\"";
    var indexes = Map.of("i", index("/a", "-/b"), "fits", index("/b"));

    assertThatThrownBy(() ->
            IndexKey.all(
                indexes,
                new JsonText("{\"a\":" + text + ",\"b\":" + text.replace("\u00e9", "\u20ac") + "}"),
                "id"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(((InvalidRequest) e.problem()).errors())
                    .extracting(FieldError::field)
                    .containsExactly("/b"));
  }

  private static Binary key(String json) {
    return requireNonNull(
        IndexKey.all(Map.of("i", index("/a")), new JsonText("{\"a\":" + json + "}"), "id")
            .get("i"));
  }

  private static void assertErrors(String document, FieldError... errors) {
    assertThatThrownBy(() -> IndexKey.all(Map.of("i", index("/a")), new JsonText(document), "id"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isEqualTo(new InvalidRequest(List.of(errors))));
  }

  private static IndexDefinition index(String... fields) {
    return IndexDefinition.of("i", List.of(fields));
  }

  private static void assertOrder(Row one, Row other, List<Boolean> ascending) {
    var definition =
        IndexDefinition.of(
            "i",
            IntStream.range(0, ascending.size())
                .mapToObj(i -> (ascending.get(i) ? "/" : "-/") + i)
                .toList());
    var key = one.keyIn(definition);
    assertThat(Integer.signum(key.compareTo(other.keyIn(definition))))
        .as("%s and %s, ascending %s", one, other, ascending)
        .isEqualTo(Integer.signum(one.compareTo(other, ascending)));
    assertThat(IndexKey.idOf(definition, key)).contains(one.id());
  }
}
