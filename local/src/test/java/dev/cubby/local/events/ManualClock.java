package dev.cubby.local.events;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that stands still until it is told.
final class ManualClock implements InstantSource {

  private final Instant start;
  private final AtomicLong seconds = new AtomicLong();

  ManualClock(Instant start) {
    this.start = start;
  }

  @Override
  public Instant instant() {
    return start.plusSeconds(seconds.get());
  }

  void advance(Duration duration) {
    seconds.addAndGet(duration.toSeconds());
  }
}
