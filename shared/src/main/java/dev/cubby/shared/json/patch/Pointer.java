package dev.cubby.shared.json.patch;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/// A JSON Pointer (RFC 6901): the tokens that lead from the whole value to a part of it.
public record Pointer(String text, List<String> tokens) {

  /// Points to the whole value.
  public static final Pointer ROOT = new Pointer("", List.of());

  public static final String EXPECTED =
      "must be a JSON Pointer: empty, or / before each name, with ~0 for ~ and ~1 for /";

  /// Parses a pointer; empty if it is malformed.
  public static Optional<Pointer> parse(String text) {
    if (text.isEmpty()) {
      return Optional.of(ROOT);
    }
    if (text.charAt(0) != '/' || !isEscaped(text)) {
      return Optional.empty();
    }
    // ~01 is ~1, not a slash.
    var tokens =
        Arrays.stream(text.substring(1).split("/", -1))
            .map(token -> token.replace("~1", "/").replace("~0", "~"))
            .toList();
    return Optional.of(new Pointer(text, tokens));
  }

  private static boolean isEscaped(String text) {
    for (int i = text.indexOf('~'); i >= 0; i = text.indexOf('~', i + 1)) {
      if (!text.startsWith("~0", i) && !text.startsWith("~1", i)) {
        return false;
      }
    }
    return true;
  }

  public boolean isRoot() {
    return tokens.isEmpty();
  }

  /// Whether `other` is a part of what this points to, and not the whole of it.
  boolean contains(Pointer other) {
    return other.text.startsWith(text + "/");
  }

  /// Returns what this points to in `value`.
  Optional<Node> in(Node value) {
    var found = Optional.of(value);
    for (var token : tokens) {
      found = found.flatMap(node -> node.child(token));
      if (found.isEmpty()) {
        break;
      }
    }
    return found;
  }

  /// Makes a `change` of the value in `root` that has the last token's child. Returns false if
  /// there is none, or if `change` does. This is not the pointer to the root.
  boolean change(Node root, BiPredicate<Node, String> change) {
    return change(root, tokens, change);
  }

  private static boolean change(Node value, List<String> tokens, BiPredicate<Node, String> change) {
    var token = tokens.getFirst();
    if (tokens.size() == 1) {
      return change.test(value, token);
    }
    var child = value.child(token);
    if (child.isEmpty()) {
      return false;
    }
    int before = child.get().length();
    boolean changed = change(child.get(), tokens.subList(1, tokens.size()), change);
    if (changed) {
      value.grow(child.get().length() - before);
    }
    return changed;
  }
}
