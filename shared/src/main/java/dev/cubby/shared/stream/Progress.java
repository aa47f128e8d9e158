package dev.cubby.shared.stream;

/// How far the handling of a change has come.
public enum Progress {
  /// All is done.
  DONE,
  /// There is more to do at once.
  GOING_ON,
  /// There is more to do, but not yet.
  WAITING
}
