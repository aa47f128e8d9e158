package dev.cubby.shared.json.patch;

import dev.cubby.shared.json.patch.Operation.Add;
import dev.cubby.shared.json.patch.Operation.Copy;
import dev.cubby.shared.json.patch.Operation.Increment;
import dev.cubby.shared.json.patch.Operation.Move;
import dev.cubby.shared.json.patch.Operation.Remove;
import dev.cubby.shared.json.patch.Operation.Replace;
import dev.cubby.shared.json.patch.Operation.Test;
import dev.cubby.shared.problem.FieldError;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// Reads an operation of a JSON Patch. Ignores members that the operation does not define, as RFC
/// 6902 §4 requires. Adds malformed members to `errors`; what it returns then is of no use.
///
/// @param position the operation's index in the patch, in brackets
record OperationReader(ObjectNode json, String position, List<FieldError> errors) {

  Operation read() {
    return switch (text("op").orElse("")) {
      case "add" -> new Add(pointer("path"), value());
      case "remove" -> remove(pointer("path"));
      case "replace" -> new Replace(pointer("path"), value());
      case "move" -> move();
      case "copy" -> new Copy(pointer("from"), pointer("path"));
      case "test" -> new Test(pointer("path"), value());
      case "increment" -> new Increment(pointer("path"), number());
      default -> {
        error("op", "must be one of add, remove, replace, move, copy, test, increment");
        yield new Test(Pointer.ROOT, ScalarNode.NULL);
      }
    };
  }

  private Remove remove(Pointer path) {
    if (text("path").filter(String::isEmpty).isPresent()) {
      error("path", "must not be the whole value");
    }
    return new Remove(path);
  }

  private Move move() {
    int before = errors.size();
    var from = pointer("from");
    var path = pointer("path");
    if (errors.size() == before && from.contains(path)) {
      error("path", "must not be a part of what from names");
    }
    return new Move(from, path);
  }

  private Pointer pointer(String name) {
    return text(name)
        .flatMap(Pointer::parse)
        .orElseGet(() -> {
          error(name, Pointer.EXPECTED);
          return Pointer.ROOT;
        });
  }

  private Node value() {
    return json.child("value")
        .orElseGet(() -> {
          error("value", "must be present");
          return ScalarNode.NULL;
        });
  }

  private BigDecimal number() {
    return json.child("value")
        .flatMap(value -> value instanceof ScalarNode scalar ? scalar.number() : Optional.empty())
        .filter(Operation::isShort)
        .orElseGet(() -> {
          error("value", "must be a number of at most " + Operation.MAX_DIGITS + " digits");
          return BigDecimal.ZERO;
        });
  }

  private Optional<String> text(String name) {
    return json.child(name)
        .flatMap(value ->
            value instanceof ScalarNode scalar && scalar.isString()
                ? Optional.of(scalar.string())
                : Optional.empty());
  }

  private void error(String name, String message) {
    errors.add(new FieldError(position + "." + name, message));
  }
}
