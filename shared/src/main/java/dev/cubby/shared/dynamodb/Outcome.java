package dev.cubby.shared.dynamodb;

import dev.cubby.shared.version.ETag;
import org.jspecify.annotations.Nullable;

/// How a write of a `T` ended. Every write has a precondition, so every write can be refused.
public sealed interface Outcome<T> {

  /// The thing is new.
  record Created<T>(T thing) implements Outcome<T> {}

  /// The thing has a new version.
  record Updated<T>(T thing) implements Outcome<T> {}

  /// The thing is gone; this is what the write knows of it.
  record Deleted<T>(T thing) implements Outcome<T> {}

  /// Nothing was written.
  sealed interface Refused<T> extends Outcome<T> {}

  /// Another thing has the same key, or the same value of what must be unique.
  record Exists<T>() implements Refused<T> {}

  /// There is no such thing.
  record Absent<T>() implements Refused<T> {}

  /// The thing does not meet the stated precondition. `current` is its tag, null where it does not
  /// exist.
  record Mismatch<T>(@Nullable ETag current) implements Refused<T> {}
}
