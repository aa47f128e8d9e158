package dev.cubby.shared.json.patch;

import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.Problem.Conflict;
import dev.cubby.shared.problem.Problem.TooLarge;
import dev.cubby.shared.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The value that the operations of a JSON Patch change. Problems name the current one.
final class Document {

  /// The maximum length after each operation, in characters. Each copy may double it.
  static final int MAX_LENGTH = 1024 * 1024;

  /// The maximum length of all values that operations copy and move, in characters. It bounds the
  /// time that a patch takes.
  static final int MAX_CARRIED = 8 * MAX_LENGTH;

  private Node root;
  private String position = "";
  private long carried;

  Document(JsonText value) {
    root = NodeReader.read(value);
  }

  /// Returns the value after `operations`.
  JsonText after(List<Operation> operations) {
    for (int i = 0; i < operations.size(); i++) {
      position = "[" + i + "]";
      operations.get(i).apply(this);
      if (root.length() > MAX_LENGTH) {
        int bytes = root.text().getBytes(StandardCharsets.UTF_8).length;
        throw new ProblemException(
            new TooLarge("The value after operation " + position, MAX_LENGTH, bytes));
      }
    }
    return new JsonText(root.text());
  }

  Node find(Pointer path) {
    return path.in(root).orElseThrow(() -> absent(path));
  }

  /// Returns the value at `path`, to put it elsewhere.
  Node carry(Pointer path) {
    var value = find(path);
    carried += value.length();
    if (carried > MAX_CARRIED) {
      throw invalid(
          "copy or move more than " + MAX_CARRIED + " characters with the operations before");
    }
    return value;
  }

  void add(Pointer path, Node value) {
    if (path.isRoot()) {
      root = value;
    } else if (!path.change(root, (parent, token) -> parent.add(token, value))) {
      throw conflict(path, "has no place for a value");
    }
    requireDepth(path, value);
  }

  void replace(Pointer path, Node value) {
    if (path.isRoot()) {
      root = value;
    } else if (!path.change(root, (parent, token) -> parent.replace(token, value))) {
      throw absent(path);
    }
    requireDepth(path, value);
  }

  void remove(Pointer path) {
    if (!path.change(root, Node::remove)) {
      throw absent(path);
    }
  }

  // All else nests no deeper than before.
  private void requireDepth(Pointer path, Node value) {
    if (path.tokens().size() + value.depth() > JsonText.MAX_DEPTH) {
      throw invalid("make the value nest deeper than " + JsonText.MAX_DEPTH + " levels");
    }
  }

  private ProblemException absent(Pointer path) {
    return conflict(path, "does not exist");
  }

  ProblemException conflict(Pointer path, String message) {
    var place = path.isRoot() ? "the value" : FieldError.cut(path.text());
    return new ProblemException(
        new Conflict("Operation " + position + " failed: " + place + " " + message));
  }

  /// Returns the problem of an operation that must not do `what`.
  ProblemException invalid(String what) {
    return ProblemException.invalid(position, "must not " + what);
  }
}
