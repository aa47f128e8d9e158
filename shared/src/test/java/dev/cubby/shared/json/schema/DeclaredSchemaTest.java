package dev.cubby.shared.json.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.Problem.InvalidRequest;
import dev.cubby.shared.problem.Problem.TooLarge;
import dev.cubby.shared.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeclaredSchemaTest extends SchemaCase {

  private static final String LOCAL =
      "must be # or #/$defs/ and the name of a definition of this schema, without %, / and ~, and no"
          + " number of ten digits or with a leading zero";
  private static final String CYCLE =
      "must not lead back here without entering a part of the value";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "1                                  | schema                | must be of type object, boolean",
        "{'type':'text'}                    | schema/type           | must be one of 'array', 'boolean', 'integer', 'null', 'number', 'object', 'string', or must be of type array",
        "{'properties':{'a':{'minLength':-1}}} | schema/properties/a/minLength | must be at least 0",
        "{'items':[true]}                   | schema/items          | must be of type object, boolean",
        "{'requried':['a']}                 | schema/requried       | is not a keyword of JSON Schema 2020-12; a name of your own begins with x-",
        "{'definitions':{}}                 | schema/definitions    | is not a keyword of JSON Schema 2020-12; a name of your own begins with x-",
        "{'not':{'true':1}}                 | schema/not/true       | is not a keyword of JSON Schema 2020-12; a name of your own begins with x-",
        "{'$schema':'http://json-schema.org/draft-07/schema#'} | schema/$schema | must be https://json-schema.org/draft/2020-12/schema",
        "{'allOf':[{'$id':'https://e.com'}]} | schema/allOf/0/$id   | is allowed only at the root",
        "{'$dynamicRef':'#a'}               | schema/$dynamicRef    | is not supported",
        "{'$dynamicAnchor':'a'}             | schema/$dynamicAnchor | is not supported",
        "{'$vocabulary':{}}                 | schema/$vocabulary    | is not supported",
        "{'maxLength':2147483648}           | schema/maxLength      | must be at most 2147483647",
        "{'multipleOf':1e-301}              | schema/multipleOf     | must be at least 1E-300",
        "{'minimum':1e10000}                | schema/minimum        | must have at most 1000 digits and an exponent from -9999 to 9999",
      })
  void malformedSchema_isRefused(String schema, String place, String message) {
    assertRefused(schema, place, message.replace('\'', '"'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/schema.json",
        "https://example.com/a#/$defs/b",
        "file:///etc/passwd",
        "classpath:draft/2020-12/schema",
        "other.json",
        "#anchor",
        "#/const",
        "#/$defs/absent",
        "#/$defs/b/properties",
        "#/$defs/%62",
        "#/$defs/07",
        "#/$defs/4294967303",
        "",
      })
  void referenceToAnythingElse_isRefused(String reference) {
    assertRefused(
        "{'$id':'https://example.com/a','const':{'$ref':'https://example.com'},"
            + "'$defs':{'b':{'$anchor':'anchor'},'7':true,'07':true,'4294967303':true},"
            + "'items':{'$ref':'"
            + reference
            + "'}}",
        "schema/items/$ref",
        LOCAL);
  }

  @Test
  void referenceBackToItself_isRefused() {
    assertRefused("{'$ref':'#'}", "schema/$ref", CYCLE);
    assertRefused(
        "{'$defs':{'a':{'allOf':[{'if':{'$ref':'#/$defs/b'}}]},'b':{'dependentSchemas':{'c':{'$ref':'#/$defs/a'}}}}}",
        "schema/$defs/b/dependentSchemas/$ref",
        CYCLE);
    assertAccepts("{'properties':{'a':{'$ref':'#'}},'items':{'anyOf':[{'$ref':'#'}]}}", "[[{}]]");
  }

  @ParameterizedTest
  @CsvSource({
    "(?=a), invalid or unsupported Perl syntax",
    "(a)\\\\1, invalid escape sequence",
    "(a, missing closing )",
    "a**, invalid nested repetition operator",
    "\\\\Q(\\\\E, \\Q",
  })
  void patternThatTakesMoreThanLinearTime_isRefused(String pattern, String reason) {
    var message =
        "must be a regular expression of RE2, without lookaround and backreferences: " + reason;
    assertRefused("{'pattern':'" + pattern + "'}", "schema/pattern", message);
    assertThatThrownBy(() ->
            DocumentValidator.declared(json("{'patternProperties':{'" + pattern + "':true}}")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(((InvalidRequest) e.problem()).errors())
                    .extracting(FieldError::message)
                    .containsExactly(message));
  }

  @Test
  void backslashBeforeAQ_isNoQuotation() {
    assertAccepts("{'pattern':'^C:\\\\\\\\Quelle$'}", "'C:\\\\Quelle'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((a{1000}){1000}){1000}",
        "(((((a{10}){10}){10}){10}){10}){10}",
        "((a{10}b[(]){1000}c[)]){10}",
        "(?:(?:a{99}){99}){99,}",
        "((a{0,100}){0,100}){0,100}",
        "(a{1000}){1000}?",
      })
  void largePattern_isRefused(String pattern) {
    assertRefused(
        "{'pattern':'" + pattern + "'}",
        "schema/pattern",
        "is too large: the patterns of a schema have at most 10000 characters, with repetitions"
            + " written out");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$ | 0190163d-8694-739b-aea5-966c26f8ad91",
        "^([0-9]{1,3}[.]){3}[0-9]{1,3}$              | 127.0.0.1",
        "^[+][0-9]{6,15}$                            | +4930123456",
        "^\\\\p{Lu}\\\\pL*$                          | \u00c4rger",
      })
  void usualPattern_isAccepted(String pattern, String text) {
    assertAccepts("{'pattern':'" + pattern + "'}", "'" + text + "'");
  }

  @Test
  void manyLargePatterns_areRefused() {
    var patterns = "{'pattern':'a{1000}'},".repeat(10);
    assertRefused(
        "{'allOf':[" + patterns + "true]}",
        "schema/allOf/9/pattern",
        "is too large: the patterns of a schema have at most 10000 characters, with repetitions"
            + " written out");
  }

  @Test
  void patternInAnAnnotation_isNotCompiled() {
    assertAccepts(
        "{'default':{'$id':'https://e.com/','pattern':'((a{1000}){1000}){1000}'},"
            + "'examples':[{'$ref':'https://e.com'}]}",
        "1");
  }

  @Test
  void everyWrongPlaceIsNamed() {
    assertThatThrownBy(
            () -> DocumentValidator.declared(json("{'a':1,'items':{'b':1,'pattern':'('}}")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(((InvalidRequest) e.problem()).errors())
                    .extracting(FieldError::field)
                    .containsExactly("schema/a", "schema/items/b", "schema/items/pattern"));
  }

  @Test
  void schemaOfMoreThan32Kb_isRefused() {
    var text = "{'title':'" + "\u00e9".repeat(16_378) + "'}";
    assertAccepts(text, "1");
    assertThatThrownBy(() -> DocumentValidator.declared(json(text + " ")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isEqualTo(new TooLarge("The schema", 32_768, 32_769)));
  }
}
