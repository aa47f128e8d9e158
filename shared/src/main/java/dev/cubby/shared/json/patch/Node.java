package dev.cubby.shared.json.patch;

import java.util.Optional;

/// A JSON value with its text. Immutable, so that a value may stand in several places.
///
/// A child is named by a token of a JSON Pointer: a member's name, or an element's index. Methods
/// that name a child return empty if this value cannot have it.
sealed interface Node permits ScalarNode, ArrayNode, ObjectNode {

  /// The length of the text in characters.
  int length();

  /// The number of arrays and objects around the innermost value; 0 for a scalar.
  int depth();

  void appendTo(StringBuilder out);

  /// Whether `other` is the same value (RFC 6902 §4.6): numbers compare by value, members in any
  /// order.
  boolean isEqualTo(Node other);

  default Optional<Node> child(String token) {
    return Optional.empty();
  }

  /// Adds a child (RFC 6902 §4.1): inserts an element, or sets a member.
  default Optional<Node> add(String token, Node child) {
    return Optional.empty();
  }

  /// Replaces a child that exists.
  default Optional<Node> replace(String token, Node child) {
    return Optional.empty();
  }

  /// Removes a child that exists.
  default Optional<Node> remove(String token) {
    return Optional.empty();
  }

  default String text() {
    var out = new StringBuilder(length());
    appendTo(out);
    return out.toString();
  }
}
