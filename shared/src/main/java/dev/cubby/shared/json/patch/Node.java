package dev.cubby.shared.json.patch;

import java.util.Optional;

/// A JSON value with its text. Arrays and objects change in place, so that each operation of a
/// patch takes time for what it changes, not for all of its surroundings.
///
/// A child is named by a token of a JSON Pointer: a member's name, or an element's index. Methods
/// that change a child return false, and have no effect, if this value cannot have it.
sealed interface Node permits ScalarNode, CompoundNode {

  /// The length of the text in characters.
  int length();

  /// The number of arrays and objects around the innermost value; 0 for a scalar.
  int depth();

  void appendTo(StringBuilder out);

  /// Returns a value with the same text, which changes alone.
  Node copy();

  /// Whether `other` is the same value (RFC 6902 §4.6): numbers compare by value, members in any
  /// order.
  boolean isEqualTo(Node other);

  default Optional<Node> child(String token) {
    return Optional.empty();
  }

  /// Adds a child (RFC 6902 §4.1): inserts an element, or sets a member.
  default boolean add(String token, Node child) {
    return false;
  }

  /// Replaces a child that exists.
  default boolean replace(String token, Node child) {
    return false;
  }

  /// Removes a child that exists.
  default boolean remove(String token) {
    return false;
  }

  /// Notes that a child has changed, and is longer by `growth`.
  default void grow(int growth) {}

  default String text() {
    var out = new StringBuilder(length());
    appendTo(out);
    return out.toString();
  }
}
