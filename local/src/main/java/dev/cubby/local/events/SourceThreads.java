package dev.cubby.local.events;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/// The threads of all sources, which end together.
final class SourceThreads implements AutoCloseable {

  /// For running invocations, which are interrupted then.
  private static final Duration GRACE = Duration.ofSeconds(1);

  /// For interrupted invocations.
  private static final Duration LAST_GRACE = Duration.ofMillis(500);

  private final CountDownLatch ending = new CountDownLatch(1);
  private final ExecutorService executor;

  SourceThreads() {
    this(Thread.ofVirtual().name("event-source-", 0).factory());
  }

  SourceThreads(ThreadFactory threads) {
    executor = Executors.newThreadPerTaskExecutor(threads);
  }

  /// Runs `task` on a thread of its own. After the end this does nothing, and the end may cancel a
  /// running task.
  void start(Runnable task) {
    try {
      executor.execute(() -> runUntilCanceled(task));
    } catch (RejectedExecutionException e) {
      if (!isEnding()) {
        throw e;
      }
    }
  }

  private void runUntilCanceled(Runnable task) {
    try {
      task.run();
    } catch (CancellationException e) {
      if (!isEnding()) {
        throw e;
      }
    }
  }

  boolean isEnding() {
    return ending.getCount() == 0;
  }

  /// Waits for `duration`; returns false at the end.
  boolean pause(Duration duration) {
    try {
      return !ending.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Ends waiting tasks at once, and running ones within 1.5 s.
  @Override
  public void close() {
    ending.countDown();
    executor.shutdown();
    if (!isEmptyWithin(GRACE)) {
      executor.shutdownNow();
      isEmptyWithin(LAST_GRACE);
    }
  }

  private boolean isEmptyWithin(Duration duration) {
    try {
      return executor.awaitTermination(duration.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
