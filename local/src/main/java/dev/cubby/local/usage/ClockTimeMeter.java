package dev.cubby.local.usage;

import io.github.bucket4j.TimeMeter;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/// A clock as Bucket4j reads it.
record ClockTimeMeter(InstantSource clock) implements TimeMeter {

  @Override
  public long currentTimeNanos() {
    var now = clock.instant();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  @Override
  public boolean isWallClockBased() {
    return true;
  }
}
