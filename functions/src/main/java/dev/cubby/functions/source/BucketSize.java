package dev.cubby.functions.source;

import java.time.Duration;
import java.time.Instant;

/// How long a bucket is. Buckets begin at multiples of it since 1970-01-01T00:00:00Z.
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

  /// Its name in the table.
  String label() {
    return label;
  }

  /// When the bucket begins that `time` is in.
  Instant floor(Instant time) {
    return floor(time, duration);
  }

  /// When the bucket ends that `time` is in.
  Instant next(Instant time) {
    return floor(time).plus(duration);
  }

  /// The first beginning of a bucket that is not before `time`.
  Instant ceiling(Instant time) {
    return floor(time).equals(time) ? time : next(time);
  }

  /// The last multiple of `step` since 1970 that is not after `time`.
  static Instant floor(Instant time, Duration step) {
    long seconds = time.getEpochSecond();
    return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, step.toSeconds()));
  }
}
