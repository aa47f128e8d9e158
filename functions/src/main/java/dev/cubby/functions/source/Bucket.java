package dev.cubby.functions.source;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The totals of the events of a period that begins at `start`: the number of events, and the
/// statistics of each numeric field, by JSON pointer.
record Bucket(Instant start, long events, Map<String, Statistics> fields) {

  /// Returns the sum of `buckets`, with this `start`.
  static Bucket sum(Instant start, List<Bucket> buckets) {
    var fields = new HashMap<String, Statistics>();
    for (var bucket : buckets) {
      bucket.fields.forEach((field, added) -> fields.merge(field, added, Statistics::plus));
    }
    return new Bucket(start, buckets.stream().mapToLong(Bucket::events).sum(), fields);
  }
}
