package dev.cubby.shared.dynamodb;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One page of a list. It may be short or empty and still have a next one: `position` tells, null
/// after the last.
public record Page<T>(List<T> items, @Nullable String position) {

  /// The same page without the items that are not `wanted`.
  public Page<T> filter(Predicate<T> wanted) {
    return new Page<>(items.stream().filter(wanted).toList(), position);
  }

  public <R> Page<R> map(Function<T, R> mapping) {
    return new Page<>(items.stream().map(mapping).toList(), position);
  }
}
