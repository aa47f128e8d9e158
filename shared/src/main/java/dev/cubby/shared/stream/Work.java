package dev.cubby.shared.stream;

import java.time.Instant;

/// What follows from one change, for as long as one invocation lasts.
@FunctionalInterface
public interface Work {

  /// Goes on with it until it is done, has to wait, or the `deadline` has come. What this throws is
  /// logged, and has it go on later.
  Progress goOn(Instant deadline);
}
