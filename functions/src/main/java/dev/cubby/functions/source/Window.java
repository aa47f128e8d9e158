package dev.cubby.functions.source;

import static dev.cubby.functions.source.BucketSize.FIVE_MINUTES;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// A time window, from `from`, before `to`, and its buckets: large ones, and small ones at its
/// edges.
record Window(Instant from, Instant to, List<Part> parts) {

  /// The buckets of one width that begin from `from`, before `to`.
  record Part(BucketSize width, Instant from, Instant to) {}

  /// Returns the 24 hours before `now`, and the time ahead that events may have, in whole buckets
  /// of five minutes. Its inner part consists of buckets of `width`.
  static Window day(Instant now, BucketSize width) {
    var from = FIVE_MINUTES.floor(now.minus(Duration.ofDays(1)));
    var to = FIVE_MINUTES.next(now.plus(Event.MAX_AHEAD));
    return new Window(
        from,
        to,
        Stream.of(
                new Part(FIVE_MINUTES, from, width.ceiling(from)),
                new Part(width, width.ceiling(from), width.floor(to)),
                new Part(FIVE_MINUTES, width.floor(to), to))
            .filter(part -> part.from().isBefore(part.to()))
            .toList());
  }

  /// Returns the 7 days before `now`, and the time ahead that events may have, in whole hours.
  static Window week(Instant now) {
    var from = BucketSize.HOUR.floor(now.minus(Duration.ofDays(7)));
    var to = BucketSize.HOUR.next(now.plus(Event.MAX_AHEAD));
    return new Window(from, to, List.of(new Part(BucketSize.HOUR, from, to)));
  }
}
