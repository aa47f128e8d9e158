package dev.cubby.shared.json.patch;

import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.Problem.Conflict;
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

  /// Returns `document` after this operation.
  ///
  /// @param position this operation's index in the patch, in brackets
  /// @throws ProblemException 409 if it does not apply to `document`
  default Node apply(Node document, String position) {
    return switch (this) {
      case Add(var path, var value) -> add(document, path, value, position);
      case Remove(var path) -> remove(document, path, position);
      case Replace(var path, var value) -> replace(document, path, value, position);
      case Move(var from, var path) -> {
        var value = find(document, from, position);
        yield from.equals(path)
            ? document
            : add(remove(document, from, position), path, value, position);
      }
      case Copy(var from, var path) ->
          add(document, path, find(document, from, position), position);
      case Test(var path, var value) -> {
        if (!find(document, path, position).isEqualTo(value)) {
          throw conflict(position, path, "has another value");
        }
        yield document;
      }
      case Increment(var path, var value) ->
          replace(
              document, path, sum(find(document, path, position), value, path, position), position);
    };
  }

  /// Whether `number` has at most [#MAX_DIGITS] digits in plain notation.
  static boolean isShort(BigDecimal number) {
    long ahead = (long) number.precision() - number.scale();
    return Math.max(ahead, 0) + Math.max(number.scale(), 0) <= MAX_DIGITS;
  }

  private static Node find(Node document, Pointer path, String position) {
    return path.in(document).orElseThrow(() -> absent(position, path));
  }

  private static Node add(Node document, Pointer path, Node value, String position) {
    return path.isRoot()
        ? value
        : path.change(document, (parent, token) -> parent.add(token, value))
            .orElseThrow(() -> conflict(position, path, "has no place for a value"));
  }

  private static Node replace(Node document, Pointer path, Node value, String position) {
    return path.isRoot()
        ? value
        : path.change(document, (parent, token) -> parent.replace(token, value))
            .orElseThrow(() -> absent(position, path));
  }

  private static Node remove(Node document, Pointer path, String position) {
    return path.change(document, Node::remove).orElseThrow(() -> absent(position, path));
  }

  private static Node sum(Node node, BigDecimal value, Pointer path, String position) {
    if (!(node instanceof ScalarNode scalar && scalar.isNumber())) {
      throw conflict(position, path, "is not a number");
    }
    return scalar
        .number()
        .filter(Operation::isShort)
        .map(value::add)
        .filter(Operation::isShort)
        .map(sum -> new ScalarNode(sum.toPlainString()))
        .orElseThrow(() ->
            ProblemException.invalid(
                position, "must not make a number of more than " + MAX_DIGITS + " digits"));
  }

  private static ProblemException absent(String position, Pointer path) {
    return conflict(position, path, "does not exist");
  }

  private static ProblemException conflict(String position, Pointer path, String message) {
    // A pointer may be long, as the name of a field.
    var place = new FieldError(path.isRoot() ? "the value" : path.text(), message);
    return new ProblemException(
        new Conflict("Operation " + position + " failed: " + place.field() + " " + message));
  }
}
