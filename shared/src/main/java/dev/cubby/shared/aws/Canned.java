package dev.cubby.shared.aws;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// What AWS services answer while a function rehearses before a snapshot. No call leaves the
/// process.
public enum Canned {
  /// Reads find things, writes succeed.
  FOUND,
  /// Reads find nothing, writes succeed.
  ABSENT,
  /// Conditions of writes fail.
  REFUSED,
  /// Every call fails, as if the service had a fault.
  UNAVAILABLE;

  private static final ScopedValue<Answers> CURRENT = ScopedValue.newInstance();

  /// @param listed whether a list has been read: only the first has a thing, so that work which
  ///   deletes until nothing is left ends
  record Answers(Canned kind, AtomicBoolean listed) {}

  /// Runs `work`, in which all calls of this thread get these answers.
  public void during(Runnable work) {
    ScopedValue.where(CURRENT, new Answers(this, new AtomicBoolean())).run(work);
  }

  static @Nullable Answers current() {
    return CURRENT.isBound() ? CURRENT.get() : null;
  }
}
