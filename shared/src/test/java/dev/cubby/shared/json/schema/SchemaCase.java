package dev.cubby.shared.json.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.Problem.InvalidRequest;
import dev.cubby.shared.problem.ProblemException;
import java.util.List;

/// Assertions about schemas and the documents that they are for. Apostrophes stand for quotation
/// marks.
abstract class SchemaCase {

  static void assertAccepts(String schema, String document) {
    assertThat(check(schema, document)).as("%s of %s", document, schema).isEmpty();
  }

  static void assertViolations(String schema, String document, FieldError... violations) {
    assertThat(check(schema, document))
        .as("%s of %s", document, schema)
        .containsExactly(violations);
  }

  static void assertRefused(String schema, String place, String message) {
    assertThatThrownBy(() -> DocumentValidator.declared(json(schema)))
        .as(schema)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem())
                    .isEqualTo(new InvalidRequest(List.of(new FieldError(place, message)))));
  }

  static List<FieldError> check(String schema, String document) {
    return DocumentValidator.declared(json(schema)).check(json(document));
  }

  static JsonText json(String text) {
    return JsonText.parse(text.replace('\'', '"'));
  }
}
