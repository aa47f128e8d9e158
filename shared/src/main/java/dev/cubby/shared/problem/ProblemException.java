package dev.cubby.shared.problem;

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
    return new ProblemException(new Problem.InvalidRequest(field, message));
  }

  public Problem problem() {
    return problem;
  }
}
