package dev.cubby.shared.problem;

import dev.cubby.shared.problem.Problem.InvalidRequest;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Carries a [Problem] out of a handler. It has no stack trace, because it describes a response,
/// not a defect.
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    this(problem, null);
  }

  /// @param cause the cause, which is logged but not returned to the caller
  public ProblemException(Problem problem, @Nullable Throwable cause) {
    super(problem.detail(), cause, false, false);
    this.problem = problem;
  }

  /// Returns the problem of one invalid `field`.
  public static ProblemException invalid(String field, String message) {
    return new ProblemException(new InvalidRequest(field, message));
  }

  /// Throws the problem of these `errors`, if there are any.
  public static void throwIfAny(List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw new ProblemException(new InvalidRequest(errors));
    }
  }

  public Problem problem() {
    return problem;
  }

  /// Returns the result of `step`. Names errors in its body as errors in the member `part`.
  public static <R extends @Nullable Object> R within(String part, Supplier<R> step) {
    try {
      return step.get();
    } catch (ProblemException e) {
      if (e.problem() instanceof InvalidRequest(var errors)) {
        throw new ProblemException(
            new InvalidRequest(errors.stream().map(error -> error.in(part)).toList()));
      }
      throw e;
    }
  }
}
