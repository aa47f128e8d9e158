package dev.cubby.shared.problem;

import org.jspecify.annotations.Nullable;

/// Leaves a handler with a [Problem]. Carries no stack trace: it is an answer, not a defect.
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    this(problem, null);
  }

  /// `cause` is what the log should tell and the caller should not.
  public ProblemException(Problem problem, @Nullable Throwable cause) {
    super(problem.detail(), cause, false, false);
    this.problem = problem;
  }

  /// An invalid `field` of the request.
  public static ProblemException invalid(String field, String message) {
    return new ProblemException(new Problem.InvalidRequest(field, message));
  }

  public Problem problem() {
    return problem;
  }
}
