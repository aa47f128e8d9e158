package dev.cubby.shared.json;

/// A number in decimal: `sign` × 0.`digits` × 10^`exponent`. `digits` begins and ends with another
/// digit than 0; zero has none, the sign 0 and the exponent of its text.
public record Decimal(int sign, String digits, long exponent) {

  // More digits of an exponent than a limit needs, and fewer than a long has.
  private static final int MAX_EXPONENT_LENGTH = 12;

  /// Reads a number of JSON, in a time that grows with its length and not with its value.
  public static Decimal parse(String json) {
    int sign = json.startsWith("-") ? -1 : 1;
    var unsigned = json.substring(sign < 0 ? 1 : 0);
    int e = Math.max(unsigned.indexOf('e'), unsigned.indexOf('E'));
    var mantissa = e < 0 ? unsigned : unsigned.substring(0, e);
    int point = mantissa.indexOf('.');
    int wholeDigits = point < 0 ? mantissa.length() : point;
    var all = mantissa.replace(".", "");
    int first = 0;
    while (first < all.length() && all.charAt(first) == '0') {
      first++;
    }
    int end = all.length();
    while (end > first && all.charAt(end - 1) == '0') {
      end--;
    }
    long shift = e < 0 ? 0 : exponent(unsigned.substring(e + 1));
    return first == end
        ? new Decimal(0, "", 1 + shift)
        : new Decimal(sign, all.substring(first, end), wholeDigits - first + shift);
  }

  /// Whether this number has at most `maxDigits` digits, and in scientific notation an exponent
  /// from -`maxExponent` to `maxExponent`.
  public boolean isWithin(int maxDigits, int maxExponent) {
    return digits.length() <= maxDigits && Math.abs(exponent - 1) <= maxExponent;
  }

  /// Says what [#isWithin] requires.
  public static String limits(int maxDigits, int maxExponent) {
    return "must have at most "
        + maxDigits
        + " digits and an exponent from -"
        + maxExponent
        + " to "
        + maxExponent;
  }

  private static long exponent(String text) {
    int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    while (start < text.length() && text.charAt(start) == '0') {
      start++;
    }
    int end = Math.min(text.length(), start + MAX_EXPONENT_LENGTH);
    long magnitude = start == end ? 0 : Long.parseLong(text.substring(start, end));
    return text.startsWith("-") ? -magnitude : magnitude;
  }
}
