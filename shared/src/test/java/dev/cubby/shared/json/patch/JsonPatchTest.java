package dev.cubby.shared.json.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.problem.Problem.Conflict;
import dev.cubby.shared.problem.ProblemException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Operations are written without the brackets of the patch.
class JsonPatchTest {

  /// The examples of RFC 6902, appendix A, that apply.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"foo":"bar"} | {"op":"add","path":"/baz","value":"qux"} | {"foo":"bar","baz":"qux"}
          {"foo":["bar","baz"]} | {"op":"add","path":"/foo/1","value":"qux"} | {"foo":["bar","qux","baz"]}
          {"baz":"qux","foo":"bar"} | {"op":"remove","path":"/baz"} | {"foo":"bar"}
          {"foo":["bar","qux","baz"]} | {"op":"remove","path":"/foo/1"} | {"foo":["bar","baz"]}
          {"baz":"qux","foo":"bar"} | {"op":"replace","path":"/baz","value":"boo"} | {"baz":"boo","foo":"bar"}
          {"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}} | {"op":"move","from":"/foo/waldo","path":"/qux/thud"} | {"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}}
          {"foo":["all","grass","cows","eat"]} | {"op":"move","from":"/foo/1","path":"/foo/3"} | {"foo":["all","cows","eat","grass"]}
          {"baz":"qux","foo":["a",2,"c"]} | {"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2} | {"baz":"qux","foo":["a",2,"c"]}
          {"foo":"bar"} | {"op":"add","path":"/child","value":{"grandchild":{}}} | {"foo":"bar","child":{"grandchild":{}}}
          {"foo":"bar"} | {"op":"add","path":"/baz","value":"qux","xyz":123} | {"foo":"bar","baz":"qux"}
          {"/":9,"~1":10} | {"op":"test","path":"/~01","value":10} | {"/":9,"~1":10}
          {"foo":["bar"]} | {"op":"add","path":"/foo/-","value":["abc","def"]} | {"foo":["bar",["abc","def"]]}
          """)
  void exampleOfTheRfc_isApplied(String value, String operations, String expected) {
    assertThat(patch(value, operations)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          []          | {"op":"add","path":"/-","value":1}                | [1]
          [1]         | {"op":"add","path":"/0","value":0}                | [0,1]
          [1]         | {"op":"add","path":"/1","value":2}                | [1,2]
          {}          | {"op":"add","path":"/","value":1}                 | {"":1}
          {"":{}}     | {"op":"add","path":"//","value":1}                | {"":{"":1}}
          {}          | {"op":"add","path":"/a~1b~0c~01","value":1}       | {"a/b~c~1":1}
          {}          | {"op":"add","path":"/-","value":1}                | {"-":1}
          {}          | {"op":"add","path":"/00","value":1}               | {"00":1}
          {}          | {"op":"add","path":"/a\\"b","value":1}            | {"a\\"b":1}
          {"a":1,"b":2} | {"op":"add","path":"/a","value":null}           | {"a":null,"b":2}
          {"a":1}     | {"op":"add","path":"","value":[ 1 ]}              | [ 1 ]
          {"a":1}     | {"op":"replace","path":"","value":2}              | 2
          [1,2]       | {"op":"replace","path":"/1","value":[]}           | [1,[]]
          [1,2,3]     | {"op":"remove","path":"/0"},{"op":"remove","path":"/0"} | [3]
          {"a":{"b":1}} | {"op":"move","from":"/a/b","path":"/a"}         | {"a":1}
          {"a":{"b":1}} | {"op":"move","from":"/a/b","path":""}           | 1
          {"a":1}     | {"op":"move","from":"/a","path":"/a"}             | {"a":1}
          {"a":1,"ab":{}} | {"op":"move","from":"/a","path":"/ab/c"}      | {"ab":{"c":1}}
          [1,2]       | {"op":"move","from":"/0","path":"/-"}             | [2,1]
          {"a":[1]}   | {"op":"copy","from":"/a","path":"/b"},{"op":"add","path":"/b/-","value":2} | {"a":[1],"b":[1,2]}
          {"a":[1]}   | {"op":"copy","from":"","path":"/a/0"}             | {"a":[{"a":[1]},1]}
          {"a":1}     | {"op":"copy","from":"/a","path":""}               | 1
          [1,2]       | {"op":"copy","from":"/0","path":"/2"}             | [1,2,1]
          5           | {"op":"increment","path":"","value":-7}           | -2
          [ 1 ]       |                                                   | [ 1 ]
          {"\\uD800":1} | {"op":"replace","path":"/\\ud800","value":2}    | {"\\uD800":2}
          {"\\uDC00":1} | {"op":"move","from":"/\\udc00","path":"/\\ud83d\\ude00\\udbff"} | {"😀\\udbff":1}
          """)
  void operation_isApplied(String value, String operations, String expected) {
    assertThat(patch(value, operations == null ? "" : operations)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1                | 1.0
          100              | 1e2
          1.50             | 15E-1
          0                | -0.0
          0                | 0e999999
          1e400            | 10e399
          12345678901234567890.123 | 12345678901234567890.1230
          1e99999999999    | 1e99999999999
          "aé"             | "\\u0061\\u00e9"
          "\\ud800"        | "\\uD800"
          "/"              | "\\/"
          {"a":1,"b":[2]}  | { "b" : [ 2.0 ], "a" : 1 }
          []               | [ ]
          {}               | { }
          null             | null
          {"\\u0061":1}    | {"a":1}
          """)
  void test_comparesValues(String value, String same) {
    assertThat(patch(value, test(same))).isEqualTo(value);
    assertThat(patch(same, test(value))).isEqualTo(same);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1             | 2
          1             | "1"
          0             | false
          0             | null
          ""            | null
          1e400         | 1e401
          12345678901234567890.123 | 12345678901234567890.124
          "a"           | "A"
          [1,2]         | [2,1]
          [1]           | [1,1]
          []            | {}
          {"a":1}       | {"a":2}
          {"a":1}       | {"b":1}
          {"a":1}       | {"a":1,"b":1}
          {"a":null}    | {}
          1e99999999999 | 10e99999999998
          """)
  void testOfAnotherValue_isAConflict(String value, String other) {
    assertConflict(value, test(other), "Operation [0] failed: the value has another value");
    assertConflict(other, test(value), "Operation [0] failed: the value has another value");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"n":1.0,"b":1e400,"c":"\\u0041\\/"} | {"op":"replace","path":"/n","value":2} | {"n":2,"b":1e400,"c":"\\u0041\\/"}
          {"a":{ "b" : 1.0 }, "c":1} | {"op":"remove","path":"/c"}                      | {"a":{ "b" : 1.0 }}
          [ 1.0 , {"a": 1E2} ]       | {"op":"add","path":"/-","value":-0.00}           | [1.0,{"a": 1E2},-0.00]
          {"\\u0061":1.0,"b":1}      | {"op":"copy","from":"/a","path":"/b"}            | {"\\u0061":1.0,"b":1.0}
          {"\\ud800":1,"b":1}        | {"op":"remove","path":"/b"}                      | {"\\ud800":1}
          """)
  void whatThePatchDoesNotTouch_keepsItsText(String value, String operations, String expected) {
    assertThat(patch(value, operations)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":{}}  | {"op":"add","path":"/b/c","value":1}       | [0] failed: /b/c has no place for a value
          1         | {"op":"add","path":"/a","value":1}         | [0] failed: /a has no place for a value
          [1]       | {"op":"add","path":"/2","value":1}         | [0] failed: /2 has no place for a value
          [1]       | {"op":"add","path":"/00","value":1}        | [0] failed: /00 has no place for a value
          [1]       | {"op":"add","path":"/-1","value":1}        | [0] failed: /-1 has no place for a value
          [1]       | {"op":"add","path":"/1e0","value":1}       | [0] failed: /1e0 has no place for a value
          [1]       | {"op":"add","path":"/a","value":1}         | [0] failed: /a has no place for a value
          [1]       | {"op":"add","path":"/","value":1}          | [0] failed: / has no place for a value
          [1]       | {"op":"add","path":"/٠","value":1}         | [0] failed: /٠ has no place for a value
          [1]       | {"op":"add","path":"/99999999999999999999","value":1} | [0] failed: /99999999999999999999 has no place for a value
          [[1]]     | {"op":"add","path":"/-/0","value":1}       | [0] failed: /-/0 has no place for a value
          {"a":1}   | {"op":"remove","path":"/b"}                | [0] failed: /b does not exist
          [1]       | {"op":"remove","path":"/-"}                | [0] failed: /- does not exist
          [1]       | {"op":"remove","path":"/1"}                | [0] failed: /1 does not exist
          [1]       | {"op":"remove","path":"/00"}               | [0] failed: /00 does not exist
          {"a":1}   | {"op":"replace","path":"/b","value":1}     | [0] failed: /b does not exist
          {"a":1}   | {"op":"replace","path":"/a/b","value":1}   | [0] failed: /a/b does not exist
          {"a":1}   | {"op":"test","path":"/b","value":null}     | [0] failed: /b does not exist
          [1,2]     | {"op":"test","path":"/01","value":2}       | [0] failed: /01 does not exist
          {"a":1}   | {"op":"move","from":"/b","path":"/c"}      | [0] failed: /b does not exist
          {"a":1}   | {"op":"move","from":"/b","path":"/b"}      | [0] failed: /b does not exist
          {"a":1}   | {"op":"move","from":"/a","path":"/b/c"}    | [0] failed: /b/c has no place for a value
          {"a":1}   | {"op":"copy","from":"/b","path":"/c"}      | [0] failed: /b does not exist
          {"a":"1"} | {"op":"increment","path":"/a","value":1}   | [0] failed: /a is not a number
          {"a":[1]} | {"op":"increment","path":"/a","value":1}   | [0] failed: /a is not a number
          {}        | {"op":"increment","path":"/a","value":1}   | [0] failed: /a does not exist
          {"a":1}   | {"op":"remove","path":"/a"},{"op":"test","path":"/a","value":1} | [1] failed: /a does not exist
          """)
  void operationThatDoesNotApply_isAConflict(String value, String operations, String detail) {
    assertConflict(value, operations, "Operation " + detail);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 2",
    "1, -2, -1",
    "0.1, 0.2, 0.3",
    "7.10, 1, 8.10",
    "1.5, 0.5, 2.0",
    "12345678901234567890.123, 0.877, 12345678901234567891.000",
    "1e3, 1, 1001",
    "1e3, 1e3, 2000",
    "1E-3, 0, 0.001",
    "-0, 0, 0",
    "9007199254740993, 2, 9007199254740995"
  })
  void increment_isExact(String value, String by, String sum) {
    assertThat(patch(value, increment(by))).isEqualTo(sum);
  }

  @Test
  void longNumbers_areEqualByValue() {
    var one = "1." + "0".repeat(100_000);

    assertThat(patch(one, test("1"))).isEqualTo(one);
    assertConflict(one + "1", test("1"), "Operation [0] failed: the value has another value");
  }

  @Test
  void longPointer_isCutInAConflict() {
    assertConflict(
        "{}",
        "{\"op\":\"remove\",\"path\":\"/" + "a".repeat(1_000) + "\"}",
        "Operation [0] failed: /" + "a".repeat(199) + " does not exist");
  }

  /// Jackson reads texts of more than 32 KB in parts.
  @Test
  void largeValue_keepsItsText() {
    var members =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "\"k\\u00e9y%d\" : [ %d.0, \"\\n\" ]".formatted(i, i))
            .collect(Collectors.joining(",", "{", "%s}"));

    assertThat(patch(members.formatted(",\"last\":1"), "{\"op\":\"remove\",\"path\":\"/last\"}"))
        .isEqualTo(members.formatted(""));
  }

  private static String test(String value) {
    return "{\"op\":\"test\",\"path\":\"\",\"value\":" + value + "}";
  }

  private static String increment(String by) {
    return "{\"op\":\"increment\",\"path\":\"\",\"value\":" + by + "}";
  }

  private static void assertConflict(String value, String operations, String detail) {
    assertThatThrownBy(() -> patch(value, operations))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem()).isEqualTo(new Conflict(detail)));
  }

  private static String patch(String value, String operations) {
    return read("[" + operations + "]").apply(JsonText.parse(value)).text();
  }

  private static Patch read(String patch) {
    return Patch.read("application/json-patch+json", patch).orElseThrow();
  }
}
