package dev.cubby.interleavings;

import java.util.ArrayList;
import java.util.List;

/// What a scenario runs at once.
public final class Threads {

  private Threads() {}

  /// Runs each task on a thread of its own, and returns when all have ended.
  public static void run(Runnable... tasks) {
    List<Thread> threads = new ArrayList<>();
    for (var task : tasks) {
      threads.add(new Thread(task));
    }
    threads.forEach(Thread::start);
    try {
      for (var thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Throws unless `holds`.
  public static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
