package dev.cubby.functions.source;

import java.time.Duration;
import java.time.Instant;

/// The length of a bucket. Buckets begin at its multiples since 1970-01-01T00:00:00Z.
enum BucketSize {
  FIVE_MINUTES("05M", Duration.ofMinutes(5)),
  QUARTER("15M", Duration.ofMinutes(15)),
  HOUR("60M", Duration.ofHours(1));

  private final String label;
  private final Duration duration;

  BucketSize(String label, Duration duration) {
    this.label = label;
    this.duration = duration;
  }

  /// Returns the name in the table.
  String label() {
    return label;
  }

  /// Returns the start of the bucket that contains `time`.
  Instant floor(Instant time) {
    return floor(time, duration);
  }

  /// Returns the end of the bucket that contains `time`.
  Instant next(Instant time) {
    return floor(time).plus(duration);
  }

  /// Returns the first start of a bucket that is not before `time`.
  Instant ceiling(Instant time) {
    return floor(time).equals(time) ? time : next(time);
  }

  /// Returns the last multiple of `step` since 1970 that is not after `time`.
  static Instant floor(Instant time, Duration step) {
    long seconds = time.getEpochSecond();
    return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, step.toSeconds()));
  }
}
