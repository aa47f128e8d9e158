package dev.cubby.functions.source;

import static java.math.BigDecimal.ONE;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/// The count of numbers, their sum, the sum of their squares, and their extremes, all exact.
record Statistics(long count, BigDecimal sum, BigDecimal squares, BigDecimal min, BigDecimal max) {

  private static final MathContext SHOWN = new MathContext(15, RoundingMode.HALF_EVEN);
  // Two consecutive roundings are still exact to the digits shown.
  private static final MathContext WORKING = new MathContext(40, RoundingMode.HALF_EVEN);

  Statistics plus(Statistics other) {
    return new Statistics(
        count + other.count,
        sum.add(other.sum),
        squares.add(other.squares),
        min.min(other.min),
        max.max(other.max));
  }

  /// Returns the arithmetic mean, to 15 significant digits.
  BigDecimal mean() {
    return sum.divide(BigDecimal.valueOf(count), SHOWN).stripTrailingZeros();
  }

  /// Returns the sample standard deviation, with the divisor n − 1, to 15 significant digits; empty
  /// for a single number:
  ///
  ///     √((n Σx² − (Σx)²) / (n (n − 1)))
  ///
  /// The numerator is exact, so no cancellation occurs if the mean is far larger than the spread.
  Optional<BigDecimal> standardDeviation() {
    if (count < 2) {
      return Optional.empty();
    }
    var n = BigDecimal.valueOf(count);
    var numerator = n.multiply(squares).subtract(sum.multiply(sum));
    var variance = numerator.divide(n.multiply(n.subtract(ONE)), WORKING);
    return Optional.of(variance.sqrt(WORKING).round(SHOWN).stripTrailingZeros());
  }
}
