package dev.cubby.shared.gateway;

import org.jspecify.annotations.Nullable;

/// What a usage plan lets each of its keys do: steady requests per second, requests at once, and
/// how many requests in a period, null for any number.
public record PlanLimits(double requestsPerSecond, int burst, @Nullable Quota quota) {

  /// At most `requests` in each `period`, which begins at midnight UTC: of every day, of Sundays,
  /// or of the first day of a month.
  public record Quota(int requests, Period period) {}

  /// How long a quota is for.
  public enum Period {
    DAY,
    WEEK,
    MONTH
  }
}
