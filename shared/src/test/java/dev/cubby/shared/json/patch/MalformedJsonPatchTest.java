package dev.cubby.shared.json.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.shared.problem.Problem.InvalidRequest;
import dev.cubby.shared.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedJsonPatchTest {

  @ParameterizedTest
  @ValueSource(strings = {"1e1000", "1e999999", "1e-1001", "1e99999999999", "\"1\"", "null", "[]"})
  void incrementByWhatIsNoShortNumber_isInvalid(String by) {
    assertInvalid("[" + increment(by) + "]", "[0].value must be a number of at most 1000 digits");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                  | body must be an array of operations
          null                                | body must be an array of operations
          [1]                                 | [0] must be an object
          [{}]                                | [0].op must be one of add, remove, replace, move, copy, test, increment
          [{"op":"Add"}]                      | [0].op must be one of add, remove, replace, move, copy, test, increment
          [{"op":1}]                          | [0].op must be one of add, remove, replace, move, copy, test, increment
          [{"op":"add","path":"/a"}]          | [0].value must be present
          [{"op":"test","path":""}]           | [0].value must be present
          [{"op":"increment","path":""}]      | [0].value must be a number of at most 1000 digits
          [{"op":"remove"}]                   | [0].path must be a JSON Pointer: empty, or / before each name, with ~0 for ~ and ~1 for /
          [{"op":"remove","path":1}]          | [0].path must be a JSON Pointer: empty, or / before each name, with ~0 for ~ and ~1 for /
          [{"op":"remove","path":"a"}]        | [0].path must be a JSON Pointer: empty, or / before each name, with ~0 for ~ and ~1 for /
          [{"op":"remove","path":"/~"}]       | [0].path must be a JSON Pointer: empty, or / before each name, with ~0 for ~ and ~1 for /
          [{"op":"remove","path":"/~2"}]      | [0].path must be a JSON Pointer: empty, or / before each name, with ~0 for ~ and ~1 for /
          [{"op":"copy","path":"/a"}]         | [0].from must be a JSON Pointer: empty, or / before each name, with ~0 for ~ and ~1 for /
          [{"op":"remove","path":""}]         | [0].path must not be the whole value
          [{"op":"move","path":"/a"}]         | [0].from must be a JSON Pointer: empty, or / before each name, with ~0 for ~ and ~1 for /
          [{"op":"move","from":"/a","path":"/a/b"}] | [0].path must not be a part of what from names
          [{"op":"move","from":"","path":"/a"}] | [0].path must not be a part of what from names
          """)
  void malformedPatch_isNamed(String patch, String detail) {
    assertInvalid(patch, detail);
  }

  @Test
  void valueThatNestsTooDeep_isNamed() {
    var add = "{\"op\":\"add\",\"path\":\"\",\"value\":%s}";

    assertInvalid(
        "[" + add.formatted("1") + "," + add.formatted("[".repeat(102) + "]".repeat(102)) + "]",
        "[1].value[0] must not nest deeper than 100 levels");
  }

  @Test
  void malformedMembers_areAllNamed() {
    assertThatThrownBy(() -> read("[1,{\"op\":\"add\"},{\"op\":\"remove\",\"path\":\"/a\"},{}]"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(((InvalidRequest) e.problem()).errors())
                    .extracting(error -> error.field())
                    .containsExactly("[0]", "[1].path", "[1].value", "[3].op"));
  }

  private static String increment(String by) {
    return "{\"op\":\"increment\",\"path\":\"\",\"value\":" + by + "}";
  }

  private static void assertInvalid(String patch, String detail) {
    assertThatThrownBy(() -> read(patch))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem()).isInstanceOf(InvalidRequest.class);
              assertThat(e.problem().detail()).isEqualTo(detail);
            });
  }

  private static Patch read(String patch) {
    return Patch.read("application/json-patch+json", patch).orElseThrow();
  }
}
