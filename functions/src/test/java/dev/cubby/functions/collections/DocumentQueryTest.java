package dev.cubby.functions.collections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.shared.dynamodb.Binary;
import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.Problem.InvalidRequest;
import dev.cubby.shared.problem.ProblemException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentQueryTest {

  private static final int QUERIES = 2_000;

  private static final Map<String, IndexDefinition> INDEXES =
      new LinkedHashMap<>(
          Map.of("byStatus", IndexDefinition.of("byStatus", List.of("/status", "-/createdAt"))));

  @Test
  void randomQueries_findTheDocumentsThatMatch() {
    var random = new Random(new Random().nextLong());
    for (int i = 0; i < QUERIES; i++) {
      int fields = random.nextInt(1, 4);
      var definition =
          IndexDefinition.of(
              "i",
              IntStream.range(0, fields)
                  .mapToObj(n -> (random.nextBoolean() ? "/" : "-/") + n)
                  .toList());
      var rows = Stream.generate(() -> Row.random(random, fields)).limit(50).toList();
      var asked = RandomQuery.around(rows.get(random.nextInt(rows.size())), random);

      var query = query(asked.parameters(), Map.of("i", definition));

      for (var row : rows) {
        assertThat(isIn(query, row.keyIn(definition)))
            .as("%s in %s of %s", row, asked.parameters(), definition)
            .isEqualTo(asked.matches().test(row));
      }
    }
  }

  @Test
  void prefix_isOfCodePoints() {
    var definition = IndexDefinition.of("i", List.of("/0"));
    var index = Map.of("i", definition);
    var smile = new Row(List.of(Sample.ofText("\uD83D\uDE00")), "id");
    var key = smile.keyIn(definition);

    assertThat(isIn(query(Map.of("prefix", "\"\uD83D\uDE00\""), index), key)).isTrue();
    assertThat(isIn(query(Map.of("prefix", "\"\\uD83D\""), index), key)).isFalse();
  }

  @Test
  void noIndex_isNoQuery() {
    assertThat(DocumentQuery.of(_ -> Optional.empty(), INDEXES)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "equals=open       | equals | must be JSON, with quotation marks around a string",
        "equals=\"open\"     | equals | must be an array of values",
        "equals=[[1]]      | equals | must not be an object or array",
        "equals=[1,2,3,4,5]| equals | must have at most 4 values",
        "equals=[1e10000]  | equals | must have at most 38 digits and an exponent from -9999 to 9999",
        "gte=2026-01-01    | gte    | must be JSON, with quotation marks around a string",
        "gte={}            | gte    | must not be an object or array",
        "lt=1 2            | lt     | must be JSON, with quotation marks around a string",
        "prefix=1          | prefix | must be a string",
        "prefix=\"a\"&gt=1   | prefix | cannot be combined with gte, gt, lte or lt",
        "gte=1&gt=1        | gt     | cannot be combined with gte",
        "lte=1&lt=1        | lt     | cannot be combined with lte",
        "gte=1&lt=\"a\"     | lt     | must be of the same type as gte",
        "gt=true&lte=null  | lte    | must be of the same type as gt",
        "gte=2&lte=1       | gte    | leaves no value in the range",
        "gt=1.0&lte=1      | gt     | leaves no value in the range",
        "gt=true           | gt     | leaves no value in the range",
        "index=no&gte=1    | index  | must be one of byStatus, or declare the index \"no\":{\"fields\":[\"/<field with gte 1>\"]}",
        "index=no          | index  | must be one of byStatus, or declare the index \"no\":{\"fields\":[\"/<field>\"]}",
        "equals=[1,2,\"a\"]  | equals | asks for 3 fields of the index byStatus, which has only /status, -/createdAt; declare the index \"byStatus\":{\"fields\":[\"/status\",\"-/createdAt\",\"/<field with equals a>\"]}",
        "equals=[1,2]&gt=3&lt=5 | gt | asks for 3 fields of the index byStatus, which has only /status, -/createdAt; declare the index \"byStatus\":{\"fields\":[\"/status\",\"-/createdAt\",\"/<field with gt 3 and lt 5>\"]}",
        "equals=[1,2,3,4]&gt=3 | gt | asks for 5 fields; an index has at most 4",
      })
  void unanswerableQuery_isRefused(String parameters, String field, String message) {
    var stated = new HashMap<>(Map.of("index", "byStatus"));
    for (var parameter : parameters.split("&", -1)) {
      var parts = parameter.split("=", 2);
      stated.put(parts[0], parts[1]);
    }
    assertErrors(stated, new FieldError(field, message));
  }

  @Test
  void collectionWithoutIndexes_isTold() {
    assertThatThrownBy(() -> query(Map.of("index", "byStatus", "equals", "[1,2]"), Map.of()))
        .hasMessage(
            "index must be an index of this collection, which has none; declare the index"
                + " \"byStatus\":{\"fields\":[\"/<field with equals 1>\",\"/<field with equals 2>\"]}");
  }

  @Test
  void boundsFitAKey() {
    var longest = "\"" + "a".repeat(1_023) + "\"";
    assertThat(query(Map.of("prefix", longest), INDEXES).first().size()).isEqualTo(1_024);
    for (var parameter : List.of("prefix", "gt", "lt")) {
      assertErrors(
          Map.of("index", "byStatus", parameter, "\"a" + longest.substring(1)),
          new FieldError(
              parameter,
              "is longer than any value in an index, whose keys have at most 1024 bytes"));
    }
    assertErrors(
        Map.of("index", "byStatus", "equals", "[" + longest + "]"),
        new FieldError(
            "equals", "is longer than any value in an index, whose keys have at most 1024 bytes"));
  }

  private static boolean isIn(DocumentQuery query, Binary key) {
    return query.first().compareTo(key) <= 0 && key.compareTo(query.last()) <= 0;
  }

  private static DocumentQuery query(
      Map<String, String> parameters, Map<String, IndexDefinition> indexes) {
    var all = new HashMap<>(Map.of("index", indexes.keySet().stream().findFirst().orElse("i")));
    all.putAll(parameters);
    return DocumentQuery.of(name -> Optional.ofNullable(all.get(name)), indexes).orElseThrow();
  }

  private static void assertErrors(Map<String, String> parameters, FieldError... errors) {
    assertThatThrownBy(
            () -> DocumentQuery.of(name -> Optional.ofNullable(parameters.get(name)), INDEXES))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isEqualTo(new InvalidRequest(List.of(errors))));
  }
}
