package dev.cubby.functions.source;

import dev.cubby.shared.dynamodb.Commit.Committed;
import dev.cubby.shared.dynamodb.Commit.Refused;
import dev.cubby.shared.dynamodb.Contention;
import dev.cubby.shared.dynamodb.Idempotency;
import dev.cubby.shared.dynamodb.Table;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The sources in DynamoDB: their events, and the buckets that these add up to.
///
/// An event is stored, and added to its three buckets, in one transaction. Whatever is asked of a
/// source later reads buckets, so it costs the same however many events there were.
final class SourceStore {

  private final Table table;
  private final int shards;
  private final Duration kept;

  /// @param shards how many partitions a source is spread over
  /// @param kept how long events and buckets are kept
  SourceStore(Table table, int shards, Duration kept) {
    this.table = table;
    this.shards = shards;
    this.kept = kept;
  }

  /// Stores `event` and `action`, once for its `idempotency`, and returns the event as stored: the
  /// first one, where the same request was there before.
  ///
  /// One transaction of the event, the action, three buckets and the idempotency that is stated.
  /// One more, with the reference from the user's partition, where a bucket is new or an extreme of
  /// it moves.
  StoredEvent write(Event event, Action action, Instant time, Idempotency idempotency) {
    var recording =
        new Recording(event, action, new SecureRandom().nextInt(shards), time, idempotency);
    return recording.attempt().orElseGet(() -> Contention.resolve(recording::attempt));
  }

  /// The newest event: one query for each shard.
  Optional<StoredEvent> latest(Source source, Instant time) {
    return IntStream.range(0, shards)
        .mapToObj(shard -> table.last(SourceItem.partition(source, shard), SourceItem.EVENTS, time))
        .flatMap(Optional::stream)
        .map(SourceItem::toEvent)
        .max(Comparator.comparing(StoredEvent::eventTime).thenComparing(StoredEvent::id));
  }

  /// The buckets of a `window` in the order of time, all shards together: one query for each shard
  /// and each part of it.
  List<Bucket> buckets(Source source, Window window, Instant time) {
    var buckets = new TreeMap<Instant, Bucket>();
    for (var part : window.parts()) {
      for (int shard = 0; shard < shards; shard++) {
        table
            .between(
                SourceItem.partition(source, shard),
                SourceItem.bucketKey(part.width(), part.from()),
                SourceItem.bucketKey(part.width(), part.to().minusSeconds(1)),
                time)
            .stream()
            .map(SourceItem::toBucket)
            .forEach(bucket -> buckets.merge(bucket.start(), bucket, Bucket::plus));
      }
    }
    return new ArrayList<>(buckets.values());
  }

  /// One event on its way into the table.
  private final class Recording {

    private final Event event;
    private final Action action;
    private final int shard;
    private final Instant time;
    private final Idempotency idempotency;
    private @Nullable Refused refused;

    Recording(Event event, Action action, int shard, Instant time, Idempotency idempotency) {
      this.event = event;
      this.action = action;
      this.shard = shard;
      this.time = time;
      this.idempotency = idempotency;
    }

    /// Empty if the buckets were not what was expected: now it is known what they are.
    Optional<StoredEvent> attempt() {
      var expiresAt = time.plus(kept);
      var item = SourceItem.event(event, shard, expiresAt);
      var transaction = table.transaction(time).create(item).create(ActionItem.toItem(action));
      for (var width : Width.values()) {
        transaction.accumulate(SourceItem.accumulation(event, shard, width, expiresAt), refused);
      }
      if (refused != null) {
        transaction.put(SourceItem.reference(event.source(), shard));
      }
      idempotency.keep(item, transaction, time);
      return switch (transaction.commit()) {
        case Committed _ -> Optional.of(SourceItem.toEvent(item));
        case Refused found -> {
          refused = found;
          yield idempotency.made(found).map(SourceItem::toEvent);
        }
      };
    }
  }
}
