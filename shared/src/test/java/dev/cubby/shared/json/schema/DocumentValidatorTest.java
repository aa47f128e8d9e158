package dev.cubby.shared.json.schema;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.Problem.InvalidRequest;
import dev.cubby.shared.problem.ProblemException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentValidatorTest extends SchemaCase {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{'type':'string'}                             | 1            | body | must be of type string",
        "{'type':['string','null']}                    | {}           | body | must be of type string, null",
        "{'properties':{'a/b~':{'type':'null'}}}       | {'a/b~':1}   | /a~1b~0 | must be of type null",
        "{'items':{'items':{'const':1}}}               | [[1],[1,2]]  | /1/1 | must be 1",
        "{'enum':[1,'a',null]}                         | 'b'          | body | must be one of 1, 'a', null",
        "{'minimum':0.1}                               | 0.09         | body | must be at least 0.1",
        "{'maximum':1}                                 | 1.01         | body | must be at most 1",
        "{'exclusiveMinimum':1}                        | 1.0          | body | must be greater than 1",
        "{'exclusiveMaximum':1}                        | 1            | body | must be less than 1",
        "{'multipleOf':0.01}                           | 0.015        | body | must be a multiple of 0.01",
        "{'minLength':2}                               | '\uD83D\uDE00' | body | must have at least 2 characters",
        "{'maxLength':1}                               | 'ab'         | body | must have at most 1 characters",
        "{'pattern':'^a+$'}                            | 'ab'         | body | must match the pattern ^a+$",
        "{'minItems':1}                                | []           | body | must have at least 1 elements",
        "{'maxItems':1}                                | [1,2]        | body | must have at most 1 elements",
        "{'uniqueItems':true}                          | [1,2,1.0]    | body | must not have equal elements",
        "{'contains':{'const':1}}                      | [2]          | body | must contain more elements that match contains",
        "{'contains':{'const':1},'minContains':2}      | [1]          | body | must contain more elements that match contains",
        "{'contains':{'const':1},'maxContains':1}      | [1,1]        | body | must contain fewer elements that match contains",
        "{'minProperties':1}                           | {}           | body | must have at least 1 properties",
        "{'maxProperties':0}                           | {'a':1}      | body | must have at most 0 properties",
        "{'required':['a/b']}                          | {}           | /a~1b | is required",
        "{'dependentRequired':{'a':['b','c']}}         | {'a':1}      | /a   | requires also 'b', 'c'",
        "{'dependentSchemas':{'a':{'required':['b']}}} | {'a':1}      | /b   | is required",
        "{'additionalProperties':false}                | {'#a':1}     | /#a  | is not allowed",
        "{'properties':{'a':false}}                    | {'a':1}      | /a   | is not allowed",
        "{'propertyNames':{'maxLength':1}}             | {'ab':1}     | /ab  | must not have this name",
        "{'patternProperties':{'^a':{'type':'null'}}}  | {'ba':1,'ab':1} | /ab | must be of type null",
        "{'prefixItems':[true],'items':false}          | [1,2]        | /1   | is not allowed",
        "{'prefixItems':[true],'unevaluatedItems':false} | [1,2]      | body | must have no further elements",
        "{'allOf':[{'properties':{'a':true}}],'unevaluatedProperties':false} | {'a':1,'b':1} | /b | is not allowed",
        "{'anyOf':[{'type':'string'},{'minimum':3}]}   | 1            | body | must be of type string, or must be at least 3",
        "{'oneOf':[true,true]}                         | 1            | body | must match exactly one schema of oneOf",
        "{'not':{'type':'integer'}}                    | 1.0          | body | must not match the schema of not",
        "{'if':{'const':1},'then':false}               | 1            | body | is not allowed",
        "{'minimum':3,'multipleOf':2}                  | 1            | body | must be at least 3, and must be a multiple of 2",
        "false                                         | 1            | body | is not allowed",
      })
  void violation_isNamed(String schema, String document, String place, String message) {
    assertViolations(schema, document, new FieldError(place, message.replace('\'', '"')));
  }

  @Test
  void message_doesNotDependOnTheLocale() {
    var locale = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertViolations(
          "{'minItems':12345}", "[]", new FieldError("body", "must have at least 12345 elements"));
    } finally {
      Locale.setDefault(locale);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{'type':'integer'}                       | 1e30",
        "{'type':'integer','maximum':1e30}        | 1000000000000000000000000000000",
        "{'type':'integer','minimum':-9223372036854775809} | -9223372036854775809",
        "{'multipleOf':0.01}                      | 12345678901234567890.12",
        "{'multipleOf':1e-300}                    | 1e9999",
        "{'const':1.0}                            | 1",
        "{'const':{'a':[1]}}                      | {'a':[1.00]}",
        "{'enum':[{'a':1e2}]}                     | {'a':100}",
        "{'enum':[0]}                             | -0e-9999",
        "{'exclusiveMinimum':1}                   | 1.00000000000000000000000000000000000000000001",
        "{'format':'email','contentMediaType':'application/json','contentSchema':false} | 'x'",
        "{'x-note':{'$ref':'https://example.com'}} | 1",
        "{'$schema':'https://json-schema.org/draft/2020-12/schema','$id':'https://example.com/a','$ref':'#/$defs/b','$defs':{'b':{'type':'integer'}}} | 1",
        "{'properties':{'next':{'$ref':'#'}},'required':['v']} | {'v':1,'next':{'v':2,'next':{'v':3}}}",
        "true | 1",
      })
  void validDocument_isAccepted(String schema, String document) {
    assertAccepts(schema, document);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{'type':'integer','maximum':5}           | 1e30",
        "{'type':'integer','minimum':0}           | -18446744073709551615",
        "{'maximum':9007199254740992}             | 9007199254740993",
        "{'multipleOf':0.01}                      | 12345678901234567890.123",
        "{'multipleOf':1e-300}                    | 1e-301",
        "{'const':0.1}                            | 0.10000000000000000000000000000000000001",
      })
  void numbers_areExact(String schema, String document) {
    assertThat(check(schema, document)).as("%s of %s", document, schema).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e10000", "0e-10000", "1e999999999999", "0e99999999999"})
  void numberBeyondTheLimits_isRefused(String number) {
    assertThatThrownBy(() -> check("true", "{'a':[" + number + "]}"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem())
                    .isEqualTo(
                        new InvalidRequest(
                            "/a/0",
                            "must have at most 1000 digits and an exponent from -9999 to 9999")));
    assertThatThrownBy(() -> check("true", "1".repeat(1_001))).isInstanceOf(ProblemException.class);
    assertAccepts("true", "1".repeat(1_000));
    assertAccepts("true", "-1." + "1".repeat(999));
    assertAccepts("true", "-1." + "1".repeat(998) + "e-1");
    assertThatThrownBy(() -> check("true", "-1." + "1".repeat(999) + "e-1"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("body must have at most 1000 digits");
  }

  @Test
  void atMost100PlacesAreNamed() {
    var document = "[" + "1,".repeat(50_000) + "1]";
    assertThat(check("{'items':{'type':'string'}}", document)).hasSize(100);
    assertThat(check("{'anyOf':[{'items':{'type':'string'}},{'items':{'type':'null'}}]}", document))
        .hasSize(100)
        .first()
        .isEqualTo(new FieldError("/0", "must be of type string"));
  }

  @Test
  void longValuesAreCut() {
    assertThat(check("{'const':'" + "a".repeat(1_000) + "'}", "1").getFirst().message())
        .hasSizeLessThan(250)
        .endsWith("…");
  }

  @Test
  void validatorOfAnAcceptedSchema_isMadeWithoutTheRules() {
    var schema = json("{'type':'string'}");
    assertThat(DocumentValidator.of(schema).check(new JsonText("1")))
        .isEqualTo(DocumentValidator.declared(schema).check(new JsonText("1")))
        .isEqualTo(List.of(new FieldError("body", "must be of type string")));
  }

  @Test
  void longMessages_areCutBetweenCharacters() {
    var smiles = "\uD83D\uDE00".repeat(150);

    assertThat(check("{'const':'" + smiles + "'}", "1"))
        .singleElement()
        .extracting(FieldError::message)
        .isEqualTo("must be \"" + "\uD83D\uDE00".repeat(99) + "…");
    assertThat(
            check(
                "{'anyOf':["
                    + IntStream.range(0, 40)
                        .mapToObj(i -> "{'const':'%d%s'}".formatted(i, smiles))
                        .collect(joining(","))
                    + "]}",
                "1"))
        .singleElement()
        .extracting(FieldError::message, STRING)
        .hasSizeBetween(500, 501)
        .endsWith("…");
  }
}
