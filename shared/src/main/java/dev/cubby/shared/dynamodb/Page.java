package dev.cubby.shared.dynamodb;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One page of a list. A short or empty page can have a next page; `position` is null only after
/// the last page.
public record Page<T>(List<T> items, @Nullable String position) {

  /// Returns this page with the `wanted` items only.
  public Page<T> filter(Predicate<T> wanted) {
    return new Page<>(items.stream().filter(wanted).toList(), position);
  }

  public <R> Page<R> map(Function<T, R> mapping) {
    return new Page<>(items.stream().map(mapping).toList(), position);
  }
}
