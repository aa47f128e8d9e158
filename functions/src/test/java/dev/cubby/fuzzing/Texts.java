package dev.cubby.fuzzing;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Random JSON texts, which favor what grows when it is escaped, what parsers disagree on, and
/// sizes at limits.
final class Texts {

  /// As they stand in a JSON string.
  private static final List<String> CHARACTERS =
      List.of(
          "a",
          "Z",
          "0",
          " ",
          "ß",
          "é",
          "İ",
          "\u2028",
          "\u2029",
          "\ufeff",
          "\uffff",
          "😀",
          "\u202e",
          "\u007f",
          "\u0085",
          "\\u0000",
          "\\u0001",
          "\\u001f",
          "\\n",
          "\\t",
          "\\\"",
          "\\\\",
          "\\/",
          "\\ud83d\\ude00",
          "\\ud800",
          "\\udfff",
          "\\ufffd",
          "%00",
          "%2e",
          "/",
          "~1",
          "'",
          "<b>",
          "${x}",
          "{",
          "}",
          "[",
          ",",
          ":",
          "#",
          "&",
          "=",
          "+",
          "..");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "1",
          "-1",
          "1.0",
          "0.10",
          "1e2",
          "1E-2",
          "2147483648",
          "-9223372036854775809",
          "1e400",
          "-1e-400",
          "1e2147483648",
          "123456789012345678901234567890.123456789",
          "9".repeat(1_000),
          "0." + "0".repeat(999) + "1",
          "1e" + "9".repeat(30));

  private static final List<String> BROKEN =
      List.of(
          "",
          " ",
          "{",
          "}",
          "[1,]",
          "{\"a\":1,}",
          "{\"a\" 1}",
          "{a:1}",
          "'a'",
          "nul",
          "NaN",
          "01",
          "1.",
          ".5",
          "+1",
          "\"",
          "\"\\x\"",
          "\"\\u12\"",
          "\"\t\"",
          "1 2",
          "{} {}",
          "/**/1",
          "\ufeff1",
          "{\"a\":1,\"a\":2}",
          "[".repeat(1_001) + "]".repeat(1_001),
          "[".repeat(100_000),
          "{\"a\":".repeat(999) + "1" + "}".repeat(999),
          "\u0000");

  private final RandomGenerator random;

  Texts(RandomGenerator random) {
    this.random = random;
  }

  boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  <T> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /// What is no JSON, or hardly.
  String broken() {
    return oneOf(BROKEN);
  }

  String number() {
    return oneIn(3) ? oneOf(NUMBERS) : "" + random.nextInt(-10, 1_000);
  }

  /// A string of so many characters, where an escape counts as one.
  String string(int length) {
    var repeated = length > 50 ? oneOf(CHARACTERS) : null;
    return IntStream.range(0, length)
        .mapToObj(_ -> repeated == null ? oneOf(CHARACTERS) : repeated)
        .collect(Collectors.joining("", "\"", "\""));
  }

  /// A string of mostly a few characters, seldom of as many as a value can have bytes, or one more.
  String string() {
    if (oneIn(200)) {
      return string(oneOf(List.of(350_000, 409_300, 409_324, 409_325, 409_400, 1_048_577)));
    }
    return string(oneIn(10) ? random.nextInt(3_000) : random.nextInt(12));
  }

  /// Any JSON.
  String any() {
    return any(4);
  }

  private String any(int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 7)) {
      case 0 -> number();
      case 1 -> string();
      case 2 -> oneOf(List.of("true", "false", "null"));
      case 3 -> oneOf(List.of("{}", "[]", "\"\""));
      case 4 -> list("[", "]", () -> any(depth - 1));
      default -> list("{", "}", () -> string(1 + random.nextInt(3)) + ":" + any(depth - 1));
    };
  }

  private String list(String start, String end, java.util.function.Supplier<String> element) {
    return IntStream.range(0, random.nextInt(5))
        .mapToObj(_ -> element.get())
        .collect(Collectors.joining(",", start, end));
  }
}
