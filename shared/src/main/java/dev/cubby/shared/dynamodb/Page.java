package dev.cubby.shared.dynamodb;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One page of a list. It may be short or empty and still have a next one: `position` tells, null
/// after the last.
public record Page<T>(List<Entry<T>> entries, @Nullable String position) {

  /// A thing and its place in the list, after which another page can start.
  public record Entry<T>(T thing, String position) {}

  /// The only page of a list of at most one thing.
  public static <T> Page<T> of(Stream<T> things) {
    return new Page<>(things.map(thing -> new Entry<>(thing, "")).toList(), null);
  }

  public List<T> items() {
    return entries.stream().map(Entry::thing).toList();
  }

  /// The same page without the things that are not `wanted`.
  public Page<T> filter(Predicate<T> wanted) {
    return new Page<>(
        entries.stream().filter(entry -> wanted.test(entry.thing())).toList(), position);
  }

  /// The same page, ended before its things exceed `max` together by their `size`. The first thing
  /// stays, whatever its size.
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
