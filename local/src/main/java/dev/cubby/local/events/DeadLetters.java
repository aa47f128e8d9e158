package dev.cubby.local.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The messages that the queues and topics of a template received: the lines of the file
/// `dead-letters/<logical id>.jsonl` in the data directory, or the last 1 000 in memory.
public final class DeadLetters {

  private static final int MOST_IN_MEMORY = 1_000;

  private final @Nullable Path directory;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Queue<String>> inMemory = new HashMap<>();

  /// @param data the data directory, created if absent; null to keep messages in memory
  public DeadLetters(@Nullable Path data) {
    directory = data == null ? null : data.resolve("dead-letters");
  }

  /// Adds a message, one line of JSON. It goes to standard error as well if it is not written to a
  /// file.
  void add(String logicalId, String message) {
    lock.lock();
    try {
      if (directory == null) {
        remember(logicalId, message);
        print(logicalId, message);
      } else {
        Files.createDirectories(directory);
        Files.writeString(
            file(directory, logicalId),
            message + "\n",
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      }
    } catch (IOException e) {
      print(logicalId, message);
    } finally {
      lock.unlock();
    }
  }

  /// The messages that the queue or topic received, oldest first.
  public List<String> of(String logicalId) {
    lock.lock();
    try {
      if (directory == null) {
        return List.copyOf(inMemory.getOrDefault(logicalId, new ArrayDeque<>()));
      }
      var file = file(directory, logicalId);
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lock.unlock();
    }
  }

  private void remember(String logicalId, String message) {
    var messages = inMemory.computeIfAbsent(logicalId, _ -> new ArrayDeque<>());
    messages.add(message);
    if (messages.size() > MOST_IN_MEMORY) {
      messages.remove();
    }
  }

  private static void print(String logicalId, String message) {
    System.err.println(logicalId + " received " + message);
  }

  private static Path file(Path directory, String logicalId) {
    return directory.resolve(logicalId + ".jsonl");
  }
}
