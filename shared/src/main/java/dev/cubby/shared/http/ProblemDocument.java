package dev.cubby.shared.http;

import dev.cubby.shared.json.JsonObject;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.Problem;
import java.util.List;
import java.util.stream.Collectors;

/// A problem document (RFC 9457). `instance` and `requestId` identify the request, as in API
/// Gateway's own responses.
final class ProblemDocument {

  private ProblemDocument() {}

  static JsonText of(Problem problem, String requestId) {
    var document =
        new JsonObject()
            .add("type", problem.kind().type())
            .add("title", problem.kind().title())
            .add("status", problem.kind().status())
            .add("detail", problem.detail())
            .add("instance", "urn:uuid:" + requestId)
            .add("requestId", requestId);
    return problem instanceof Problem.InvalidRequest(var errors)
        ? document.add("errors", array(errors)).toJson()
        : document.toJson();
  }

  private static JsonText array(List<FieldError> errors) {
    return new JsonText(
        errors.stream()
            .map(error ->
                new JsonObject()
                    .add("field", error.field())
                    .add("message", error.message())
                    .toJson()
                    .text())
            .collect(Collectors.joining(",", "[", "]")));
  }
}
