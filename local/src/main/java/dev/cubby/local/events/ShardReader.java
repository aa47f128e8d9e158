package dev.cubby.local.events;

import dev.cubby.local.template.StreamSourceDefinition;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;

/// Reads one shard to its end and sends its records in batches, those with the same partition key
/// in their order.
final class ShardReader {

  /// The most that may wait in memory before reading pauses. One read returns 1 MB at most.
  private static final long MAX_WAITING_BYTES = 24L * 1024 * 1024;

  private final StreamSourceDefinition source;
  private final TableStream stream;
  private final String shardId;
  private final BatchDelivery delivery;
  private final SourceThreads threads;
  private final PollingPolicy policy;
  private final List<PartitionQueue> queues;
  private final Semaphore queueDone = new Semaphore(0);

  private ShardIteratorType start;
  private @Nullable String iterator;
  private @Nullable String lastSequenceNumber;
  private boolean ended;
  private boolean failing;

  /// @param start where to begin: `LATEST` or `TRIM_HORIZON`
  ShardReader(
      StreamSourceDefinition source,
      TableStream stream,
      String shardId,
      ShardIteratorType start,
      BatchDelivery delivery,
      SourceThreads threads,
      PollingPolicy policy) {
    this.source = source;
    this.stream = stream;
    this.shardId = shardId;
    this.start = start;
    this.delivery = delivery;
    this.threads = threads;
    this.policy = policy;
    this.queues =
        Stream.generate(() -> new PartitionQueue(source.batchSize(), source.batchingWindow()))
            .limit(source.parallelizationFactor())
            .toList();
  }

  /// Fixes the starting position: `LATEST` reads what is written after this.
  void open() {
    iterator = newIterator();
  }

  /// Reads until the shard has ended and all its records are processed or discarded, or until the
  /// sources end.
  void run() {
    while (!threads.isEnding()) {
      boolean mayHaveMore = !ended && hasRoom() && read();
      sendDueBatches();
      if (ended && queues.stream().allMatch(PartitionQueue::isEmpty)) {
        return;
      }
      if (!mayHaveMore) {
        waitForQueue();
      }
    }
  }

  private boolean hasRoom() {
    return queues.stream().mapToLong(PartitionQueue::waitingBytes).sum() < MAX_WAITING_BYTES;
  }

  private boolean read() {
    try {
      var place = iterator == null ? newIterator() : iterator;
      var page = stream.read(place);
      for (var record : page.records()) {
        lastSequenceNumber = record.sequenceNumber();
        if (isWanted(record)) {
          queue(record).add(record, policy.now());
        }
      }
      iterator = page.nextIterator();
      ended = iterator == null;
      failing = false;
      return !page.records().isEmpty();
    } catch (ExpiredIteratorException e) {
      iterator = null;
      return true;
    } catch (TrimmedDataAccessException e) {
      iterator = null;
      lastSequenceNumber = null;
      start = ShardIteratorType.TRIM_HORIZON;
      return true;
    } catch (SdkException e) {
      report(e);
      return false;
    }
  }

  private String newIterator() {
    return lastSequenceNumber == null
        ? stream.iterator(shardId, start)
        : stream.iteratorAfter(shardId, lastSequenceNumber);
  }

  private void report(SdkException failure) {
    if (!failing && !threads.isEnding()) {
      System.err.println(source.name() + " cannot read its stream: " + failure.getMessage());
      failing = true;
    }
  }

  private boolean isWanted(StreamRecord record) {
    var patterns = source.patterns();
    return patterns.isEmpty()
        || patterns.stream().anyMatch(pattern -> pattern.matches(record.json()));
  }

  private PartitionQueue queue(StreamRecord record) {
    return queues.get(Math.floorMod(record.partitionKey().hashCode(), queues.size()));
  }

  private void sendDueBatches() {
    var now = policy.now();
    for (var queue : queues) {
      if (queue.isDue(now)) {
        var batch = queue.take(now);
        threads.start(() -> {
          try {
            delivery.deliver(shardId, batch);
          } finally {
            queue.done();
            queueDone.release();
          }
        });
      }
    }
  }

  private void waitForQueue() {
    try {
      if (queueDone.tryAcquire(policy.poll().toNanos(), TimeUnit.NANOSECONDS)) {
        queueDone.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
