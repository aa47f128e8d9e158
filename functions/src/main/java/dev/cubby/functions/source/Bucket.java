package dev.cubby.functions.source;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the events of a stretch of time that begins at `start` add up to: how many there were, and
/// the figures of each numeric field, by its JSON pointer.
record Bucket(Instant start, long events, Map<String, Statistics> fields) {

  /// All `buckets` together, as one that begins at `start`.
  static Bucket sum(Instant start, List<Bucket> buckets) {
    var fields = new HashMap<String, Statistics>();
    for (var bucket : buckets) {
      bucket.fields.forEach((field, figure) -> fields.merge(field, figure, Statistics::plus));
    }
    return new Bucket(start, buckets.stream().mapToLong(Bucket::events).sum(), fields);
  }
}
