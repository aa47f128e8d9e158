package dev.cubby.functions.keys;

/// The ends that a rotation can come to: those of every change, and one of its own.
sealed interface Rotation permits KeyOutcome, Rotation.Replaced {

  /// Another key is in its place already, and it only lives out its grace.
  record Replaced(String replacedBy) implements Rotation {}
}
