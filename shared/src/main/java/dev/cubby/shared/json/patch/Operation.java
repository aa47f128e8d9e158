package dev.cubby.shared.json.patch;

import dev.cubby.shared.problem.ProblemException;
import java.math.BigDecimal;

/// An operation of a JSON Patch (RFC 6902 §4), and `increment`, an extension of it.
sealed interface Operation {

  /// The maximum number of digits, before and after the point, of an incremented number. A short
  /// text such as `1e999999` may stand for more.
  int MAX_DIGITS = 1_000;

  record Add(Pointer path, Node value) implements Operation {}

  record Remove(Pointer path) implements Operation {}

  record Replace(Pointer path, Node value) implements Operation {}

  record Move(Pointer from, Pointer path) implements Operation {}

  record Copy(Pointer from, Pointer path) implements Operation {}

  record Test(Pointer path, Node value) implements Operation {}

  record Increment(Pointer path, BigDecimal value) implements Operation {}

  /// Changes `document`.
  ///
  /// @throws ProblemException 409 if this operation does not apply to it, 400 if the document
  ///   cannot be so deep, a number so long, or the values copied so far so large
  default void apply(Document document) {
    switch (this) {
      case Add(var path, var value) -> document.add(path, value.copy());
      case Remove(var path) -> document.remove(path);
      case Replace(var path, var value) -> document.replace(path, value.copy());
      case Move(var from, var path) -> {
        var value = document.carry(from);
        if (!from.equals(path)) {
          document.remove(from);
          document.add(path, value);
        }
      }
      case Copy(var from, var path) -> document.add(path, document.carry(from).copy());
      case Test(var path, var value) -> {
        if (!document.find(path).isEqualTo(value)) {
          throw document.conflict(path, "has another value");
        }
      }
      case Increment(var path, var value) -> {
        if (!(document.find(path) instanceof ScalarNode scalar && scalar.isNumber())) {
          throw document.conflict(path, "is not a number");
        }
        var sum = scalar.number().filter(Operation::isShort).map(value::add);
        document.replace(
            path,
            sum.filter(Operation::isShort)
                .map(number -> new ScalarNode(number.toPlainString()))
                .orElseThrow(() ->
                    document.invalid("make a number of more than " + MAX_DIGITS + " digits")));
      }
    }
  }

  /// Whether `number` has at most [#MAX_DIGITS] digits in plain notation.
  static boolean isShort(BigDecimal number) {
    long ahead = (long) number.precision() - number.scale();
    return Math.max(ahead, 0) + Math.max(number.scale(), 0) <= MAX_DIGITS;
  }
}
