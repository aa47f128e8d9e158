package dev.cubby.shared.dynamodb;

import dev.cubby.shared.version.ETag;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The outcome of a write of a `T`. Every write has a precondition, so every write can be refused.
public sealed interface Outcome<T> {

  /// Returns this outcome with `mapping` applied to the thing.
  default <R> Outcome<R> map(Function<T, R> mapping) {
    return switch (this) {
      case Created<T>(var thing) -> new Created<>(mapping.apply(thing));
      case Updated<T>(var thing) -> new Updated<>(mapping.apply(thing));
      case Deleted<T>(var thing) -> new Deleted<>(mapping.apply(thing));
      case Exists<T> _ -> new Exists<>();
      case Absent<T> _ -> new Absent<>();
      case Mismatch<T>(var current) -> new Mismatch<>(current);
    };
  }

  /// The thing is new.
  record Created<T>(T thing) implements Outcome<T> {}

  /// The thing has a new version.
  record Updated<T>(T thing) implements Outcome<T> {}

  /// The thing was deleted.
  record Deleted<T>(T thing) implements Outcome<T> {}

  /// Nothing was written.
  sealed interface Refused<T> extends Outcome<T> {}

  /// Another thing has the same key, or the same unique value.
  record Exists<T>() implements Refused<T> {}

  /// The thing does not exist.
  record Absent<T>() implements Refused<T> {}

  /// The thing does not meet the precondition. `current` is its tag, null if it does not exist.
  record Mismatch<T>(@Nullable ETag current) implements Refused<T> {}
}
