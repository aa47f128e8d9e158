package dev.cubby.shared.http;

import dev.cubby.shared.json.JsonObject;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.OperationFailure;
import dev.cubby.shared.problem.Problem;
import java.util.List;
import java.util.function.Function;
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
    switch (problem) {
      case Problem.InvalidRequest(var errors) ->
          document.add("errors", array(errors, ProblemDocument::of));
      case Problem.BatchFailed(var failures) ->
          document.add("operations", array(failures, ProblemDocument::of));
      default -> {}
    }
    return document.toJson();
  }

  private static JsonObject of(FieldError error) {
    return new JsonObject().add("field", error.field()).add("message", error.message());
  }

  private static JsonObject of(OperationFailure failure) {
    return new JsonObject()
        .add("index", failure.index())
        .add("status", failure.status())
        .add("etag", failure.etag());
  }

  private static <T> JsonText array(List<T> elements, Function<T, JsonObject> toObject) {
    return new JsonText(
        elements.stream()
            .map(element -> toObject.apply(element).toJson().text())
            .collect(Collectors.joining(",", "[", "]")));
  }
}
