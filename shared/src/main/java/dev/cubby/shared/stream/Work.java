package dev.cubby.shared.stream;

import java.time.Instant;

/// The work that a change requires, for the duration of one invocation.
@FunctionalInterface
public interface Work {

  /// Continues until the work is complete, has to wait, or the `deadline` has passed. An exception
  /// is logged, and the work continues later.
  Progress goOn(Instant deadline);
}
