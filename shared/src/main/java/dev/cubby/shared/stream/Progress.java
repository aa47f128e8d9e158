package dev.cubby.shared.stream;

/// The progress of the work on a change.
public enum Progress {
  /// The work is complete.
  DONE,
  /// The work can continue now.
  GOING_ON,
  /// The work must wait.
  WAITING
}
