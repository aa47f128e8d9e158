package dev.cubby.shared.json.schema;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.Problem.InvalidRequest;
import dev.cubby.shared.problem.ProblemException;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Schemas that would take unlimited time or memory.
class StepsTest extends SchemaCase {

  private static final FieldError STOPPED =
      new FieldError(
          "body",
          "takes more than 2000000 steps to check, or more than 350 keywords within keywords");

  static Stream<Arguments> schemas() {
    return Stream.of(
        // 2^40 evaluations of one value.
        Arguments.of(
            "{'$defs':{"
                + IntStream.range(0, 40)
                    .mapToObj(i ->
                        "'d%d':{'allOf':[{'$ref':'#/$defs/d%d'},{'$ref':'#/$defs/d%d'}]}"
                            .formatted(i, i + 1, i + 1))
                    .collect(joining(","))
                + ",'d40':true},'$ref':'#/$defs/d0'}",
            "1"),
        // Twice as many at each level of the document.
        Arguments.of(
            "{'allOf':[{'items':{'$ref':'#'}},{'items':{'$ref':'#'}}]}",
            "[".repeat(60) + "]".repeat(60)),
        // Alternatives that fail late.
        Arguments.of(
            "{'anyOf':[{'items':{'$ref':'#'},'not':true},{'items':{'$ref':'#'},'not':true}]}",
            "[".repeat(60) + "]".repeat(60)),
        // Annotations, which the library searches.
        Arguments.of(
            "{'unevaluatedProperties':false,'allOf':["
                + "{'anyOf':[{'properties':{'a':true},'required':['z']},true]},".repeat(450)
                + "true],'properties':{'a':{'$ref':'#'},'b':{'$ref':'#'}}}",
            "{'a':".repeat(90) + "{'b':{}}" + "}".repeat(90)),
        // A long value compared by each of many keywords.
        Arguments.of(
            "{'allOf':[" + "{'not':{'enum':[[]]}},".repeat(1_400) + "true]}",
            "[" + "1,".repeat(100_000) + "1]"),
        Arguments.of(
            "{'allOf':[" + "{'uniqueItems':true},".repeat(1_000) + "true]}",
            "["
                + IntStream.range(0, 50_000).mapToObj(Integer::toString).collect(joining(","))
                + "]"),
        // Numbers with the same hash code: all are the same double.
        Arguments.of(
            "{'uniqueItems':true}",
            "["
                + IntStream.range(0, 16_000)
                    .mapToObj("100000000000000000%05d"::formatted)
                    .collect(joining(","))
                + "]"),
        // A long text matched by large patterns.
        Arguments.of(
            "{'allOf':[" + "{'pattern':'a(a|b|c|d|e|f|g)*z?$'},".repeat(100) + "true]}",
            "'" + "a".repeat(400_000) + "'"),
        Arguments.of(
            "{'allOf':[" + "{'minLength':1},".repeat(2_000) + "true]}",
            "'" + "a".repeat(400_000) + "'"),
        // Divisions of numbers of thousands of digits.
        Arguments.of("{'items':{'multipleOf':1e-300}}", "[" + "1e9999,".repeat(50_000) + "1]"),
        // As many keywords within keywords as the schema's own limit allows, for each of two
        // levels.
        Arguments.of(
            "{'$defs':{"
                + IntStream.range(0, 340)
                    .mapToObj(i -> "'%d':{'$ref':'#/$defs/%d'}".formatted(i, i + 1))
                    .collect(joining(","))
                + ",'340':{'items':{'$ref':'#'}}},'$ref':'#/$defs/0'}",
            "[[]]"));
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void endlessCheck_isStopped(String schema, String document) {
    assertViolations(schema, document, STOPPED);
  }

  @Test
  void stoppedCheckWithOneHundredViolations_reportsNoMore() {
    var doubling =
        IntStream.range(0, 40)
            .mapToObj(i ->
                "'d%d':{'allOf':[{'$ref':'#/$defs/d%d'},{'$ref':'#/$defs/d%d'}]}"
                    .formatted(i, i + 1, i + 1))
            .collect(joining(","));

    var found =
        check(
            "{'$defs':{"
                + doubling
                + ",'d40':true},"
                + "'allOf':[{'items':{'type':'string'}},{'$ref':'#/$defs/d0'}]}",
            "[" + "1,".repeat(99) + "1]");

    assertThat(found).hasSize(100).doesNotContain(STOPPED);
  }

  @Test
  void checksThatShareTheLimit_areStoppedTogether() {
    var validator =
        DocumentValidator.declared(json("{'allOf':[" + "{'minLength':1},".repeat(200) + "true]}"));
    var document = json("'" + "a".repeat(400_000) + "'");

    var found =
        DocumentValidator.together(
            () -> List.of(validator.check(document), validator.check(document)));

    assertThat(found)
        .containsExactly(
            List.of(),
            List.of(
                new FieldError(
                    "body",
                    "takes, with the documents before, more than 2000000 steps to check, or more"
                        + " than 350 keywords within keywords")));
    assertThat(validator.check(document)).isEmpty();
  }

  @Test
  void deepestSchemas_needHalfOfTheUsualStack() throws Exception {
    var references =
        IntStream.range(0, 700)
            .mapToObj(i -> "'%d':{'allOf':[{'$ref':'#/$defs/%d'}]}".formatted(i, i + 1))
            .collect(joining(","));
    var keywords = "{'not':".repeat(60) + "{'$ref':'#/$defs/%d'}" + "}".repeat(60);
    var nested =
        IntStream.range(0, 40)
            .mapToObj(i -> "'%d':".formatted(i) + keywords.formatted(i + 1))
            .collect(joining(","));
    var tooDeep =
        new FutureTask<>(() -> {
          assertRefusedAsTooDeep("{'$defs':{" + references + ",'700':true}}");
          assertRefusedAsTooDeep("{'$defs':{" + nested + ",'40':true}}");
          return check(schemas().toList().getLast().get()[0].toString(), "[[]]");
        });

    new Thread(null, tooDeep, "small stack", 512 * 1024).start();

    assertThat(tooDeep.get()).containsExactly(STOPPED);
  }

  static Stream<String> deepPatterns() {
    return Stream.of(
        // The largest, and those that are nearly long.
        "(".repeat(3_333) + "a" + ")?".repeat(3_333),
        "(".repeat(5_000) + ")".repeat(5_000),
        "(".repeat(2_990) + "a{0,1000}" + ")*".repeat(2_990),
        "(?:(a?)?){0,600}",
        "()".repeat(5_000),
        "^".repeat(10_000),
        "a?".repeat(5_000),
        "(".repeat(166) + "a" + ")?".repeat(166),
        "()".repeat(250),
        "^".repeat(500),
        "a{0,490}");
  }

  @ParameterizedTest
  @MethodSource("deepPatterns")
  void deepestPattern_needsHalfOfTheUsualStack(String pattern) throws Exception {
    var check = new FutureTask<>(() -> check("{'pattern':'" + pattern + "'}", "'aab'"));

    new Thread(null, check, "small stack", 512 * 1024).start();

    assertThat(check.get()).isEmpty();
  }

  private static void assertRefusedAsTooDeep(String schema) {
    assertThatThrownBy(() -> DocumentValidator.declared(json(schema)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(((InvalidRequest) e.problem()).errors())
                    .isNotEmpty()
                    .extracting(FieldError::message)
                    .containsOnly("must not be within more than 350 keywords and references"));
  }

  @Test
  void deepestDocument_isChecked() {
    assertAccepts("{'items':{'anyOf':[{'$ref':'#'}]}}", "[".repeat(100) + "]".repeat(100));
  }
}
