package dev.cubby.local.template;

/// How many requests a key may make in a period ("QuotaSettings" in the reference of
/// CloudFormation).
///
/// @param offset the day on which a period starts: 0 to 6 days after Sunday for a week, 0 to 27
///   days after the 1st for a month, 0 for a day
public record QuotaDefinition(long limit, Period period, int offset) {

  /// The period of the limit, in UTC.
  public enum Period {
    DAY(0),
    WEEK(6),
    MONTH(27);

    private final int maxOffset;

    Period(int maxOffset) {
      this.maxOffset = maxOffset;
    }

    public int maxOffset() {
      return maxOffset;
    }
  }
}
