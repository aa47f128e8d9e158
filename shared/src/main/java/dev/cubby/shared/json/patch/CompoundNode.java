package dev.cubby.shared.json.patch;

import org.jspecify.annotations.Nullable;

/// An array or an object. It keeps the text that was read until it changes.
abstract sealed class CompoundNode implements Node permits ArrayNode, ObjectNode {

  // Null after a change.
  private @Nullable Slice text;
  private int length;

  CompoundNode(Slice text) {
    this.text = text;
    this.length = text.length();
  }

  /// Creates a node with as much text as `other`, which has the same children.
  CompoundNode(CompoundNode other) {
    this.text = other.text;
    this.length = other.length;
  }

  /// Returns the length of the text that the children make.
  abstract int lengthOfChildren();

  /// Appends the text that the children make.
  abstract void appendChildrenTo(StringBuilder out);

  @Override
  public final int length() {
    return length;
  }

  @Override
  public final void appendTo(StringBuilder out) {
    if (text == null) {
      appendChildrenTo(out);
    } else {
      text.appendTo(out);
    }
  }

  @Override
  public final void grow(int growth) {
    if (text == null) {
      length += growth;
    } else {
      recount();
    }
  }

  /// Forgets the text that was read, because children have changed.
  final void recount() {
    text = null;
    length = lengthOfChildren();
  }
}
