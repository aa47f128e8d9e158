package dev.cubby.shared.json.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import java.math.BigInteger;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// A regular expression that is sought in a text in steps proportional to its length and that of
/// the text. It counts them in [Steps].
///
/// @param isLong whether RE2/J may recurse deeper than the stack of a request allows
record LinearPattern(Pattern pattern, boolean isLong) implements RegularExpression {

  /// The maximum size of a pattern with its counted repetitions written out.
  static final int MAX_SIZE = 10_000;

  // RE2/J's own limit, of each.
  private static final int MAX_REPETITIONS = 1_000;

  // How many instructions take as long for a character as a step.
  private static final int INSTRUCTIONS_PER_STEP = 16;

  // RE2/J recurses for each group, and for each part that may match without a character. In half of
  // the usual stack it gets through a pattern of this size, in the large one through the largest.
  private static final BigInteger MAX_SHORT = BigInteger.valueOf(500);
  private static final long LARGE_STACK = 16 * 1024 * 1024;

  // How many steps take as long as the start of a thread.
  private static final int STEPS_OF_A_THREAD = 500;

  // A counted repetition, and that of a group, which can contain others.
  private static final java.util.regex.Pattern REPETITION =
      java.util.regex.Pattern.compile("(\\)?)\\{([0-9]{1,9})(?:,([0-9]{0,9}))?}");

  /// Compiles `text`.
  ///
  /// @throws PatternSyntaxException if it is malformed, not expressible in linear time, or too
  ///   large
  static LinearPattern of(String text) {
    // A quotation could hide the end of a group from `size`.
    for (int i = text.indexOf('\\'); i >= 0; i = text.indexOf('\\', i + 2)) {
      if (text.startsWith("Q", i + 1)) {
        throw new PatternSyntaxException("\\Q", text);
      }
    }
    boolean isLong = size(text).compareTo(MAX_SHORT) > 0;
    try {
      return new LinearPattern(with(isLong, () -> Pattern.compile(text)), isLong);
    } catch (CompletionException e) {
      throw e.getCause() instanceof PatternSyntaxException malformed ? malformed : e;
    }
  }

  private static <T> T with(boolean largeStack, Supplier<T> work) {
    return largeStack
        ? CompletableFuture.supplyAsync(
                work, task -> new Thread(null, task, "pattern", LARGE_STACK).start())
            .join()
        : work.get();
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
    long steps = (long) pattern.programSize() * (text.length() + 1L) / INSTRUCTIONS_PER_STEP;
    Steps.CURRENT.get().add(steps + (isLong ? STEPS_OF_A_THREAD : 0));
    return with(isLong, () -> pattern.matcher(text).find());
  }
}
