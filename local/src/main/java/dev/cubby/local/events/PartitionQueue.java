package dev.cubby.local.events;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/// The records of a shard that are sent one batch after the other. Records with the same partition
/// key are in the same queue. Only the thread that reads the shard uses it, except for [#done].
final class PartitionQueue {

  /// The most that Lambda sends in one event, in bytes. See
  /// <https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html#dynamodb-polling-and-batching>.
  private static final int MAX_EVENT_BYTES = 6 * 1024 * 1024;

  /// Of `{"Records":[]}`.
  private static final int ENVELOPE_BYTES = 14;

  private final int batchSize;
  private final Duration window;
  private final Queue<StreamRecord> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private Instant windowStart = Instant.EPOCH;
  private volatile boolean busy;

  PartitionQueue(int batchSize, Duration window) {
    this.batchSize = batchSize;
    this.window = window;
  }

  /// Adds a record that was read at `now`. The first record starts the window.
  void add(StreamRecord record, Instant now) {
    if (waiting.isEmpty()) {
      windowStart = now;
    }
    waiting.add(record);
    waitingBytes += record.bytes();
  }

  /// Whether a batch is due: none is being delivered, and the next is full or its window is over.
  boolean isDue(Instant now) {
    return !busy
        && !waiting.isEmpty()
        && (waiting.size() >= batchSize
            || waitingBytes + waiting.size() + ENVELOPE_BYTES > MAX_EVENT_BYTES
            || !now.isBefore(windowStart.plus(window)));
  }

  /// Takes the next batch, which counts as being delivered until [#done].
  List<StreamRecord> take(Instant now) {
    var batch = new ArrayList<StreamRecord>();
    long bytes = ENVELOPE_BYTES;
    var next = waiting.peek();
    while (next != null
        && batch.size() < batchSize
        && (batch.isEmpty() || bytes + next.bytes() + 1 <= MAX_EVENT_BYTES)) {
      bytes += next.bytes() + 1;
      batch.add(next);
      waiting.remove();
      waitingBytes -= next.bytes();
      next = waiting.peek();
    }
    windowStart = now;
    busy = true;
    return List.copyOf(batch);
  }

  /// Marks the batch that was taken as processed or discarded.
  void done() {
    busy = false;
  }

  boolean isEmpty() {
    return !busy && waiting.isEmpty();
  }

  long waitingBytes() {
    return waitingBytes;
  }
}
