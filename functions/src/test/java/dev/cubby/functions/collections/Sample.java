package dev.cubby.functions.collections;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A scalar as one of the texts that JSON has for it, and what it means: null, a boolean, a
/// [BigDecimal] or a string.
record Sample(String json, @Nullable Object value) implements Comparable<Sample> {

  private static final List<Integer> CODE_POINTS =
      List.of(
          0, 1, 2, 0x22, 0x5C, 0x41, 0x61, 0x62, 0x7F, 0x80, 0xFF, 0x7FF, 0x800, 0xD7FF, 0xD800,
          0xDBFF, 0xDC00, 0xDFFF, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x10FFFF);

  /// Values at the edges of types, and where an encoding is likely to be wrong.
  static final List<Sample> EDGES =
      Stream.of(
              Stream.of(new Sample("null", null), ofBoolean(false), ofBoolean(true)),
              Stream.of(
                      "0",
                      "-0",
                      "0.0",
                      "0e9999",
                      "1",
                      "1.0",
                      "10e-1",
                      "1E+0",
                      "-1",
                      "-1.00",
                      "9",
                      "10",
                      "99",
                      "100",
                      "101",
                      "0.1",
                      "0.10",
                      "0.01",
                      "-0.01",
                      "-10",
                      "-9.9",
                      "-9",
                      "1e9999",
                      "9.9e9999",
                      "1e-9999",
                      "-1e9999",
                      "-1e-9999",
                      "1e0009999",
                      "99999999999999999999999999999999999999",
                      "-99999999999999999999999999999999999999",
                      "99999999999999999999999999999999999998",
                      "0.99999999999999999999999999999999999999",
                      "1.0000000000000000000000000000000000001",
                      "1000000000000000000000000000000000000000000000000000000000000",
                      "12345678901234567890.123456789012345678")
                  .map(Sample::ofNumber),
              Stream.of("", "a", "a\0", "a\0\0", "a\1", "a\2", "aa", "ab", "b", "\0", "\1", "\1\1")
                  .map(Sample::ofText),
              CODE_POINTS.stream().map(Character::toString).map(Sample::ofText),
              CODE_POINTS.stream().map(c -> ofText("a" + Character.toString(c) + "z")))
          .flatMap(samples -> samples)
          .toList();

  /// A value that no index contains.
  static final Sample OBJECT = new Sample("{}", List.of());

  static Sample ofNumber(String json) {
    return new Sample(json, new BigDecimal(json));
  }

  static Sample ofBoolean(boolean value) {
    return new Sample(Boolean.toString(value), value);
  }

  static Sample ofText(String value) {
    var json = new StringBuilder("\"");
    value.chars().forEach(c -> json.append("\\u%04x".formatted(c)));
    return new Sample(json.append('"').toString(), value);
  }

  /// Returns a value that an index can contain. Many are equal, or almost.
  static Sample random(RandomGenerator random) {
    return switch (random.nextInt(8)) {
      case 0 -> EDGES.get(random.nextInt(EDGES.size()));
      case 1 -> EDGES.get(random.nextInt(3));
      case 2, 3 -> ofNumber(number(random, random.nextInt(1, 3), 2));
      case 4 -> ofNumber(number(random, random.nextInt(1, 39), 9_950));
      default -> ofText(text(random));
    };
  }

  /// Returns a string of at most four characters.
  static String text(RandomGenerator random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      text.appendCodePoint(CODE_POINTS.get(random.nextInt(CODE_POINTS.size())));
    }
    return text.toString();
  }

  private static String number(RandomGenerator random, int digits, int maxExponent) {
    var unscaled = new BigInteger(digits * 3, new Random(random.nextLong()));
    var number = new BigDecimal(unscaled, random.nextInt(-maxExponent, maxExponent + 1));
    var signed = random.nextBoolean() ? number : number.negate();
    var text =
        random.nextBoolean() && maxExponent < 10 ? signed.toPlainString() : signed.toString();
    return random.nextInt(4) == 0 && text.startsWith("-") && signed.signum() == 0 ? "-0" : text;
  }

  /// null, false, true, numbers by value, strings by code point.
  @Override
  public int compareTo(Sample other) {
    int byType = Integer.compare(rank(), other.rank());
    if (byType != 0) {
      return byType;
    }
    return switch (value) {
      case null -> 0;
      case Boolean own -> own.compareTo((Boolean) other.value);
      case BigDecimal own -> own.compareTo((BigDecimal) other.value);
      default -> Arrays.compare(codePoints(), other.codePoints());
    };
  }

  /// The place of the value's type among types.
  int rank() {
    return switch (value) {
      case null -> 0;
      case Boolean _ -> 1;
      case BigDecimal _ -> 2;
      default -> 3;
    };
  }

  private int[] codePoints() {
    return String.valueOf(value).codePoints().toArray();
  }
}
