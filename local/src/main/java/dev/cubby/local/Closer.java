package dev.cubby.local;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/// Closes resources, the newest first. One that fails to close keeps no other open.
final class Closer implements AutoCloseable {

  private final Deque<AutoCloseable> resources = new ConcurrentLinkedDeque<>();

  void push(AutoCloseable resource) {
    resources.push(resource);
  }

  /// Closes all resources. Closing again does nothing.
  ///
  /// @throws IllegalStateException if one fails to close; it carries all failures
  @Override
  public void close() {
    IllegalStateException failure = null;
    for (var next = resources.poll(); next != null; next = resources.poll()) {
      try {
        next.close();
      } catch (Exception e) {
        if (failure == null) {
          failure = new IllegalStateException("Cannot close everything: " + e, e);
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
