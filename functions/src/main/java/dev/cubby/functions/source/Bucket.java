package dev.cubby.functions.source;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// What the events of a stretch of time that begins at `start` add up to: how many there were, and
/// the figures of each numeric field, by its JSON pointer.
record Bucket(Instant start, long events, Map<String, Statistics> fields) {

  static Bucket empty(Instant start) {
    return new Bucket(start, 0, Map.of());
  }

  /// Both together, which begin where this one does.
  Bucket plus(Bucket other) {
    var sum = new TreeMap<>(fields);
    other.fields.forEach((field, figure) -> sum.merge(field, figure, Statistics::plus));
    return new Bucket(start, events + other.events, sum);
  }
}
