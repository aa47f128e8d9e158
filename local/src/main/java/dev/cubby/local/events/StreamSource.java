package dev.cubby.local.events;

import dev.cubby.local.template.StreamSourceDefinition;
import dev.cubby.local.template.StreamSourceDefinition.StartingPosition;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;

/// Reads one stream for one function. Its position is in memory only.
///
/// A shard is read once its parent is read and processed, so that the changes of an item keep their
/// order across shards.
final class StreamSource {

  /// Shards are listed when one ends, and once in this many polls.
  private static final int POLLS_PER_LISTING = 40;

  private final StreamSourceDefinition definition;
  private final TableStream stream;
  private final BatchDelivery delivery;
  private final SourceThreads threads;
  private final PollingPolicy policy;
  private final ReentrantLock listing = new ReentrantLock();
  private final Set<String> started = new HashSet<>();
  private final Set<String> finished = new HashSet<>();

  StreamSource(
      StreamSourceDefinition definition,
      TableStream stream,
      BatchDelivery delivery,
      SourceThreads threads,
      PollingPolicy policy) {
    this.definition = definition;
    this.stream = stream;
    this.delivery = delivery;
    this.threads = threads;
    this.policy = policy;
  }

  /// Starts reading what is written after this, and with `TRIM_HORIZON` everything that the stream
  /// has.
  ///
  /// @throws SdkException if the stream cannot be read
  void start() {
    listing.lock();
    try {
      if (definition.startingPosition() == StartingPosition.LATEST) {
        startAtTheEnd();
      }
      startShards();
    } finally {
      listing.unlock();
    }
    threads.start(this::listAgain);
  }

  private void startAtTheEnd() {
    for (var shard : stream.shards()) {
      if (shard.sequenceNumberRange().endingSequenceNumber() == null) {
        start(shard.shardId(), ShardIteratorType.LATEST);
      } else {
        started.add(shard.shardId());
        finished.add(shard.shardId());
      }
    }
  }

  private void listAgain() {
    while (threads.pause(policy.poll().multipliedBy(POLLS_PER_LISTING))) {
      startShardsAfter(Set.of());
    }
  }

  private void startShardsAfter(Set<String> nowFinished) {
    listing.lock();
    try {
      finished.addAll(nowFinished);
      startShards();
    } catch (SdkException e) {
      // The next listing follows soon. A reader reports a stream that it cannot read.
    } finally {
      listing.unlock();
    }
  }

  private void startShards() {
    var shards = stream.shards();
    var ids = new HashSet<String>();
    shards.forEach(shard -> ids.add(shard.shardId()));
    for (var shard : shards) {
      var parent = shard.parentShardId();
      if (!started.contains(shard.shardId())
          && (parent == null || !ids.contains(parent) || finished.contains(parent))) {
        start(shard.shardId(), ShardIteratorType.TRIM_HORIZON);
      }
    }
  }

  private void start(String shardId, ShardIteratorType place) {
    var reader = new ShardReader(definition, stream, shardId, place, delivery, threads, policy);
    reader.open();
    started.add(shardId);
    threads.start(() -> {
      reader.run();
      if (!threads.isEnding()) {
        startShardsAfter(Set.of(shardId));
      }
    });
  }
}
