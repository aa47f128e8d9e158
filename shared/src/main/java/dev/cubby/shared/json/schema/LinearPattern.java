package dev.cubby.shared.json.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import java.math.BigInteger;

/// A regular expression that is sought in a text in steps proportional to its length and that of
/// the text. It counts them in [Steps].
record LinearPattern(Pattern pattern) implements RegularExpression {

  /// The maximum size of a pattern with its counted repetitions written out.
  static final int MAX_SIZE = 10_000;

  // RE2/J's own limit, of each.
  private static final int MAX_REPETITIONS = 1_000;

  // How many instructions take as long for a character as a step.
  private static final int INSTRUCTIONS_PER_STEP = 16;

  // A counted repetition, and that of a group, which can contain others.
  private static final java.util.regex.Pattern REPETITION =
      java.util.regex.Pattern.compile("(\\)?)\\{([0-9]{1,9})(?:,([0-9]{0,9}))?}");

  /// Compiles `text`.
  ///
  /// @throws PatternSyntaxException if it is malformed, not expressible in linear time, or too
  ///   large
  static LinearPattern of(String text) {
    // It could hide the end of a group from `size`.
    if (text.contains("\\Q")) {
      throw new PatternSyntaxException("\\Q", text);
    }
    return new LinearPattern(Pattern.compile(text));
  }

  /// Returns the size of a pattern with its counted repetitions written out, or more: a repetition
  /// of a group counts for the whole pattern.
  static BigInteger size(String text) {
    long size = text.length();
    var times = BigInteger.ONE;
    var repetition = REPETITION.matcher(text);
    while (repetition.find()) {
      int count = Integer.parseInt(repetition.group(2));
      var max = repetition.group(3);
      if (max != null && !max.isEmpty()) {
        count = Math.max(count, Integer.parseInt(max));
      }
      if (repetition.group(1).isEmpty()) {
        size += Math.min(count, MAX_REPETITIONS);
      } else {
        times = times.multiply(BigInteger.valueOf(Math.clamp(count, 1, MAX_REPETITIONS)));
      }
    }
    return times.multiply(BigInteger.valueOf(size));
  }

  @Override
  public boolean matches(String text) {
    Steps.CURRENT
        .get()
        .add((long) pattern.programSize() * (text.length() + 1L) / INSTRUCTIONS_PER_STEP);
    return pattern.matcher(text).find();
  }
}
