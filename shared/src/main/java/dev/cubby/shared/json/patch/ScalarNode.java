package dev.cubby.shared.json.patch;

import dev.cubby.shared.json.Decimal;
import java.math.BigDecimal;
import java.util.Optional;

/// A string, number, `true`, `false` or `null`.
record ScalarNode(String text) implements Node {

  static final ScalarNode NULL = new ScalarNode("null");

  // Converting the digits of a number takes time that grows with their square.
  private static final int MAX_NUMBER_LENGTH = 10_000;

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public int depth() {
    return 0;
  }

  @Override
  public ScalarNode copy() {
    return this;
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append(text);
  }

  /// Numbers whose exponents exceed 32 bits are equal if their texts are.
  @Override
  public boolean isEqualTo(Node other) {
    if (!(other instanceof ScalarNode scalar)) {
      return false;
    }
    return text.equals(scalar.text)
        || (isString() && scalar.isString() && string().equals(scalar.string()))
        || (isNumber() && scalar.isNumber() && isSameNumber(scalar));
  }

  private boolean isSameNumber(ScalarNode other) {
    var one = Decimal.parse(text);
    var two = Decimal.parse(other.text);
    return one.sign() == 0
        ? two.sign() == 0
        : one.equals(two) && one.isWithin(Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  boolean isNull() {
    return text.equals("null");
  }

  boolean isString() {
    return text.startsWith("\"");
  }

  boolean isNumber() {
    return text.charAt(0) == '-' || Character.isDigit(text.charAt(0));
  }

  /// Returns the characters of a string.
  String string() {
    return text.indexOf('\\') < 0 ? text.substring(1, text.length() - 1) : NodeReader.string(text);
  }

  /// Returns the value of a number, without expanding its exponent. Empty if this is no number, its
  /// text has more than 10 000 characters, or its exponent exceeds 32 bits.
  Optional<BigDecimal> number() {
    if (!isNumber() || text.length() > MAX_NUMBER_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
