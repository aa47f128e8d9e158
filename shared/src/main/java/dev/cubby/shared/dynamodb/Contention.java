package dev.cubby.shared.dynamodb;

import dev.cubby.shared.problem.Problem.Unavailable;
import dev.cubby.shared.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/// Repeats what others were in the way of, waiting longer each time, and at random, so that two who
/// met do not meet again.
public final class Contention {

  private static final Duration BUDGET = Duration.ofSeconds(2);
  private static final BackoffStrategy DELAY =
      BackoffStrategy.exponentialDelay(Duration.ofMillis(20), Duration.ofMillis(400));

  private Contention() {}

  /// Returns the first result that `attempt` has.
  ///
  /// @throws ProblemException with [Unavailable] if no attempt that was begun within 2 s has one
  public static <T> T resolve(Supplier<Optional<T>> attempt) {
    long start = System.nanoTime();
    for (int i = 1; System.nanoTime() - start < BUDGET.toNanos(); i++) {
      var result = attempt.get();
      if (result.isPresent()) {
        return result.get();
      }
      pause(DELAY.computeDelay(i));
    }
    throw new ProblemException(new Unavailable(Unavailable.DATABASE));
  }

  private static void pause(Duration delay) {
    try {
      Thread.sleep(delay);
    } catch (InterruptedException e) {
      // The function's time is over: nobody waits for this request any more.
      Thread.currentThread().interrupt();
      throw new ProblemException(new Unavailable(Unavailable.DATABASE), e);
    }
  }
}
