package dev.cubby.shared.dynamodb;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One page of a list. A short or empty page can have a next page; `position` is null only after
/// the last page.
public record Page<T>(List<Entry<T>> entries, @Nullable String position) {

  /// A thing and its position in the list, after which another page can start.
  public record Entry<T>(T thing, String position) {}

  /// Returns the only page of a list of at most one thing.
  public static <T> Page<T> of(Stream<T> things) {
    return new Page<>(things.map(thing -> new Entry<>(thing, "")).toList(), null);
  }

  public List<T> items() {
    return entries.stream().map(Entry::thing).toList();
  }

  /// Returns this page with the `wanted` things only.
  public Page<T> filter(Predicate<T> wanted) {
    return new Page<>(
        entries.stream().filter(entry -> wanted.test(entry.thing())).toList(), position);
  }

  /// Returns the beginning of this page whose things have a total `size` of at most `max`. It
  /// always contains the first thing.
  public Page<T> upTo(int max, ToIntFunction<T> size) {
    int total = 0;
    for (int i = 0; i < entries.size(); i++) {
      total += size.applyAsInt(entries.get(i).thing());
      if (i > 0 && total > max) {
        return new Page<>(entries.subList(0, i), entries.get(i - 1).position());
      }
    }
    return this;
  }

  public <R> Page<R> map(Function<T, R> mapping) {
    return new Page<>(
        entries.stream()
            .map(entry -> new Entry<>(mapping.apply(entry.thing()), entry.position()))
            .toList(),
        position);
  }
}
