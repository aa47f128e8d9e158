package dev.cubby.functions.source;

import static dev.cubby.functions.source.BucketSize.HOUR;
import static dev.cubby.functions.source.BucketSize.QUARTER;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The queries of a source, by their names in requests. A development has the statistics of each
/// step of the window.
enum QueryType {
  LATEST("latest"),
  @JsonAlias("24_average")
  DAY_AVERAGE("24h_average"),
  DAY_DEVELOPMENT("24h_devt"),
  WEEK_AVERAGE("7d_average"),
  WEEK_DEVELOPMENT("7d_devt");

  private final String text;

  QueryType(String text) {
    this.text = text;
  }

  /// Returns the window before `now`.
  Window window(Instant now) {
    return switch (this) {
      case LATEST -> throw new IllegalStateException("The latest event has no window");
      case DAY_AVERAGE -> Window.day(now, HOUR);
      case DAY_DEVELOPMENT -> Window.day(now, QUARTER);
      case WEEK_AVERAGE, WEEK_DEVELOPMENT -> Window.week(now);
    };
  }

  /// Returns the length of a step; null if the window is not divided.
  @Nullable Duration step() {
    return switch (this) {
      case DAY_DEVELOPMENT -> Duration.ofMinutes(15);
      case WEEK_DEVELOPMENT -> Duration.ofDays(1);
      case LATEST, DAY_AVERAGE, WEEK_AVERAGE -> null;
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
