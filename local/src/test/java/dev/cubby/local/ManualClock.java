package dev.cubby.local;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands still until one thread advances it.
public final class ManualClock implements InstantSource {

  private volatile Instant now;

  public ManualClock(Instant start) {
    now = start;
  }

  @Override
  public Instant instant() {
    return now;
  }

  public void advance(Duration duration) {
    now = now.plus(duration);
  }
}
