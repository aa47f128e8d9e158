package dev.cubby.functions.source;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// The totals of the events of a period that begins at `start`: the number of events, and the
/// statistics of each numeric field, by JSON pointer.
record Bucket(Instant start, long events, Map<String, Statistics> fields) {

  static Bucket empty(Instant start) {
    return new Bucket(start, 0, Map.of());
  }

  /// Returns the sum of both buckets, with the start of this one.
  Bucket plus(Bucket other) {
    var sum = new TreeMap<>(fields);
    other.fields.forEach((field, figure) -> sum.merge(field, figure, Statistics::plus));
    return new Bucket(start, events + other.events, sum);
  }
}
