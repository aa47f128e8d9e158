package dev.cubby.shared.json.patch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// A JSON Pointer (RFC 6901): the tokens that lead from the whole value to a part of it.
record Pointer(String text, List<String> tokens) {

  static final String EXPECTED =
      "must be a JSON Pointer: empty, or / before each name, with ~0 for ~ and ~1 for /";

  /// Parses a pointer; empty if it is malformed or contains an unpaired surrogate, which has no
  /// UTF-8 encoding.
  static Optional<Pointer> parse(String text) {
    if (text.isEmpty()) {
      return Optional.of(new Pointer(text, List.of()));
    }
    if (text.charAt(0) != '/'
        || !isEscaped(text)
        || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
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

  boolean isRoot() {
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

  /// Returns `value` after `change` of the array or object that has the last token's child; empty
  /// if there is none, or if `change` returns empty. This is not the root.
  Optional<Node> change(Node value, BiFunction<Node, String, Optional<Node>> change) {
    return change(value, tokens, change);
  }

  private static Optional<Node> change(
      Node value, List<String> tokens, BiFunction<Node, String, Optional<Node>> change) {
    var token = tokens.getFirst();
    return tokens.size() == 1
        ? change.apply(value, token)
        : value
            .child(token)
            .flatMap(child -> change(child, tokens.subList(1, tokens.size()), change))
            .flatMap(changed -> value.replace(token, changed));
  }
}
