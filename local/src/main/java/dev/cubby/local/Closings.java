package dev.cubby.local;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/// What is to be closed at the end, the newest first. One that fails keeps no other open.
final class Closings implements AutoCloseable {

  private final Deque<AutoCloseable> closings = new ConcurrentLinkedDeque<>();

  void push(AutoCloseable closing) {
    closings.push(closing);
  }

  /// Closes all of them. Closing again does nothing.
  ///
  /// @throws IllegalStateException if one of them failed; it has the failures of all
  @Override
  public void close() {
    IllegalStateException failure = null;
    for (var next = closings.poll(); next != null; next = closings.poll()) {
      try {
        next.close();
      } catch (Exception e) {
        if (failure == null) {
          failure = new IllegalStateException("Not everything could be closed: " + e, e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
