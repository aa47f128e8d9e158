package dev.cubby.shared.http;

import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.OperationFailure;
import dev.cubby.shared.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A problem document (RFC 9457). `instance` and `requestId` identify the request, as in API
/// Gateway's own responses.
record ProblemDocument(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    String requestId,
    @Nullable List<FieldError> errors,
    @Nullable List<OperationFailure> operations) {

  static ProblemDocument of(Problem problem, String requestId) {
    return new ProblemDocument(
        problem.kind().type(),
        problem.kind().title(),
        problem.kind().status(),
        problem.detail(),
        "urn:uuid:" + requestId,
        requestId,
        problem instanceof Problem.InvalidRequest(var errors) ? errors : null,
        problem instanceof Problem.BatchFailed(var failures) ? failures : null);
  }
}
