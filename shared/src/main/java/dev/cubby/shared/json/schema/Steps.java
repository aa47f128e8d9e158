package dev.cubby.shared.json.schema;

import dev.cubby.shared.problem.Problem.InvalidRequest;
import java.util.List;

/// Counts the steps of a check and stops it at a limit. The validator takes well under a
/// microsecond for a step.
final class Steps {

  /// The steps of the check that this thread makes.
  static final ScopedValue<Steps> CURRENT = ScopedValue.newInstance();

  /// The steps of checks that share the maximum.
  static final ScopedValue<Total> TOTAL = ScopedValue.newInstance();

  /// The maximum number of steps.
  static final int MAX = 2_000_000;

  /// The maximum depth of keywords within keywords, which bounds the stack.
  static final int MAX_DEPTH = 350;

  /// Ends a check that takes too many steps, or finds more violations than it reports.
  static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
      super(null, null, false, false);
    }
  }

  /// A number of steps.
  static final class Total {
    private long steps;
  }

  private final List<?> violations;
  private final Total total = TOTAL.isBound() ? TOTAL.get() : new Total();
  private int depth;

  /// @param violations those that the check reports
  Steps(List<?> violations) {
    this.violations = violations;
  }

  void add(long steps) {
    total.steps += steps;
    if (total.steps > MAX) {
      throw new StoppedException();
    }
  }

  void enter() {
    depth++;
    if (depth > MAX_DEPTH) {
      throw new StoppedException();
    }
  }

  void leave() {
    depth--;
  }

  /// Limits violations: those that the check reports, or those of a part that need not hold, which
  /// one is enough to refute.
  @SuppressWarnings("ReferenceEquality") // is it the same list?
  void found(List<?> some) {
    if (some.size() > InvalidRequest.MAX_ERRORS) {
      if (some == violations) {
        throw new StoppedException();
      }
      some.subList(InvalidRequest.MAX_ERRORS, some.size()).clear();
    }
  }

  int depth() {
    return depth;
  }
}
