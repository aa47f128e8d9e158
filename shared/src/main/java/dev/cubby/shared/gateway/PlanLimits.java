package dev.cubby.shared.gateway;

import org.jspecify.annotations.Nullable;

/// The limits of a usage plan for each of its keys: requests per second, burst, and an optional
/// quota.
public record PlanLimits(double requestsPerSecond, int burst, @Nullable Quota quota) {

  /// At most `requests` per `period`, which begins at midnight UTC: every day, on Sundays, or on
  /// the first day of a month.
  public record Quota(int requests, Period period) {}

  /// The period of a quota.
  public enum Period {
    DAY,
    WEEK,
    MONTH
  }
}
