package dev.cubby.shared.dynamodb;

import dev.cubby.shared.aws.CallLimits;
import dev.cubby.shared.dynamodb.Outcome.Absent;
import dev.cubby.shared.dynamodb.Outcome.Mismatch;
import dev.cubby.shared.problem.Problem;
import dev.cubby.shared.problem.Problem.Contended;
import dev.cubby.shared.problem.Problem.Unavailable;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.shared.version.Precondition.OfExisting;
import dev.cubby.shared.version.Versioned;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/// Retries an operation that conflicts with other writers. The delay is random and grows with each
/// attempt, so that colliding writers separate.
public final class RetryOnConflict {

  private static final Duration BUDGET = CallLimits.lengthened(Duration.ofSeconds(2));
  private static final BackoffStrategy DELAY =
      BackoffStrategy.exponentialDelay(Duration.ofMillis(20), Duration.ofMillis(400));

  private RetryOnConflict() {}

  /// Returns the first non-empty result of `attempt`.
  ///
  /// @throws ProblemException with [Contended] if no attempt that starts within 2 s has a result
  public static <T> T until(Supplier<Optional<T>> attempt) {
    return until(attempt, new Contended());
  }

  /// Does so, and throws a [ProblemException] with the problem `otherwise`.
  static <T> T until(Supplier<Optional<T>> attempt, Problem otherwise) {
    long start = System.nanoTime();
    for (int i = 1; System.nanoTime() - start < BUDGET.toNanos(); i++) {
      var result = attempt.get();
      if (result.isPresent()) {
        return result.get();
      }
      pause(DELAY.computeDelay(i));
    }
    throw new ProblemException(otherwise);
  }

  /// Reads a thing with `find` and changes it with `change`, which returns empty if another write
  /// was faster.
  ///
  /// @return the result of `change`, Absent if `find` finds nothing, or Mismatch if the thing does
  ///   not meet `precondition`
  /// @throws ProblemException as [#until] does
  public static <T extends Versioned> Outcome<T> change(
      Supplier<Optional<T>> find,
      OfExisting precondition,
      Function<T, Optional<? extends Outcome<T>>> change) {
    return until(() -> {
      var found = find.get();
      if (found.isEmpty()) {
        return Optional.of(new Absent<>());
      }
      var tag = found.get().revision().etag();
      return precondition.isMetBy(tag)
          ? change.apply(found.get()).map(Function.identity())
          : Optional.of(new Mismatch<>(tag));
    });
  }

  private static void pause(Duration delay) {
    try {
      Thread.sleep(delay);
    } catch (InterruptedException e) {
      // The function's time is over; nobody waits for the response.
      Thread.currentThread().interrupt();
      throw new ProblemException(new Unavailable(Unavailable.DATABASE), e);
    }
  }
}
