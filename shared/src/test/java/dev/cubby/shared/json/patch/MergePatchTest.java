package dev.cubby.shared.json.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.shared.json.JsonText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePatchTest {

  /// The test cases of RFC 7396, appendix A.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":"b"}           | {"a":"c"}                 | {"a":"c"}
          {"a":"b"}           | {"b":"c"}                 | {"a":"b","b":"c"}
          {"a":"b"}           | {"a":null}                | {}
          {"a":"b","b":"c"}   | {"a":null}                | {"b":"c"}
          {"a":["b"]}         | {"a":"c"}                 | {"a":"c"}
          {"a":"c"}           | {"a":["b"]}               | {"a":["b"]}
          {"a":{"b":"c"}}     | {"a":{"b":"d","c":null}}  | {"a":{"b":"d"}}
          {"a":[{"b":"c"}]}   | {"a":[1]}                 | {"a":[1]}
          ["a","b"]           | ["c","d"]                 | ["c","d"]
          {"a":"b"}           | ["c"]                     | ["c"]
          {"a":"foo"}         | null                      | null
          {"a":"foo"}         | "bar"                     | "bar"
          {"e":null}          | {"a":1}                   | {"e":null,"a":1}
          [1,2]               | {"a":"b","c":null}        | {"a":"b"}
          {}                  | {"a":{"bb":{"ccc":null}}} | {"a":{"bb":{}}}
          """)
  void exampleOfTheRfc_isMerged(String value, String patch, String expected) {
    assertThat(merge(value, patch)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":1.0,"b":1e400,"c":"\\u0041\\/"} | {"d":-0}            | {"a":1.0,"b":1e400,"c":"\\u0041\\/","d":-0}
          {"a":{ "b" : [1, 2] },"c":1}         | {"c":2}             | {"a":{ "b" : [1, 2] },"c":2}
          {"z":1,"a":2,"m":3}                  | {"m":4,"z":5}       | {"z":5,"a":2,"m":4}
          {"\\u0061":1,"b":2}                  | {"a":3}             | {"\\u0061":3,"b":2}
          { "a" : 1 }                          | {}                  | { "a" : 1 }
          [ 1 ]                                | {}                  | {}
          {"a":[1,{"b":null}]}                 | {"a":[null,{"b":null}]} | {"a":[null,{"b":null}]}
          {"a":1}                              | {"b":{"c":{"d":null},"e":[ 1 ]}} | {"a":1,"b":{"c":{},"e":[ 1 ]}}
          {"a":1}                              | {"b":null}          | {"a":1}
          {"":1}                               | {"":{"":2}}         | {"":{"":2}}
          0                                    | {"a":null}          | {}
          """)
  void whatThePatchDoesNotName_keepsItsText(String value, String patch, String expected) {
    assertThat(merge(value, patch)).isEqualTo(expected);
  }

  private static String merge(String value, String patch) {
    return Patch.read("application/merge-patch+json", patch)
        .orElseThrow()
        .apply(JsonText.parse(value))
        .text();
  }
}
