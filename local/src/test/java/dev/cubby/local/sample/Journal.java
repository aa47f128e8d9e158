package dev.cubby.local.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/// What functions write for the test that runs them: lines of the file `JOURNAL` in their
/// environment.
final class Journal {

  private static final ReentrantLock LOCK = new ReentrantLock();

  private Journal() {}

  static void write(String line) {
    LOCK.lock();
    try {
      Files.writeString(
          Path.of(System.getenv("JOURNAL")),
          line + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      LOCK.unlock();
    }
  }
}
