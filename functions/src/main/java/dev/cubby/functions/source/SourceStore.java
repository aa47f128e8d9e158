package dev.cubby.functions.source;

import dev.cubby.shared.dynamodb.Idempotency;
import dev.cubby.shared.dynamodb.RetryOnConflict;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.dynamodb.Transaction.Canceled;
import dev.cubby.shared.dynamodb.Transaction.Committed;
import dev.cubby.shared.problem.ProblemException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The sources in DynamoDB: their events, and the buckets that these add up to.
///
/// An event is stored, and added to its three buckets, in one transaction. Whatever is asked of a
/// source later reads buckets, so it costs the same however many events there were.
final class SourceStore {

  // Late data is kept that long after it came.
  private static final Duration KEPT_AT_LEAST = Duration.ofDays(1);

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

  /// Stores `event` and `action`, once for its `idempotency`, and returns what was stored: the
  /// first time, where the same request was there before.
  ///
  /// One transaction of the event, the action, three buckets, the reference from the user's
  /// partition, and the idempotency that is stated. One more where a bucket is new or an extreme of
  /// it moves.
  ///
  /// @throws ProblemException 409 if a bucket has no room for the event's fields
  EventReceipt write(Event event, Action action, Instant time, Idempotency idempotency) {
    var recording =
        new Recording(event, action, new SecureRandom().nextInt(shards), time, idempotency);
    return recording.attempt().orElseGet(() -> RetryOnConflict.until(recording::attempt));
  }

  /// The newest event: one query of one item for each shard.
  Optional<StoredEvent> latest(Source source, Instant time) {
    return IntStream.range(0, shards)
        .mapToObj(
            shard -> table.last(SourceMapping.partition(source, shard), SourceMapping.EVENTS, time))
        .flatMap(Optional::stream)
        .map(SourceMapping::toEvent)
        .max(Comparator.comparing(StoredEvent::eventTime).thenComparing(StoredEvent::id));
  }

  /// The buckets of a `window` in all shards: one query for each shard and each part of it.
  List<Bucket> buckets(Source source, Window window, Instant time) {
    var buckets = new ArrayList<Bucket>();
    for (var part : window.parts()) {
      for (int shard = 0; shard < shards; shard++) {
        table
            .between(
                SourceMapping.partition(source, shard),
                SourceMapping.bucketKey(part.width(), part.from()),
                SourceMapping.bucketKey(part.width(), part.to().minusSeconds(1)),
                time)
            .stream()
            .map(SourceMapping::toBucket)
            .forEach(buckets::add);
      }
    }
    return buckets;
  }

  /// One event on its way into the table.
  private final class Recording {

    private final Event event;
    private final Action action;
    private final int shard;
    private final Instant time;
    private final Idempotency idempotency;
    // What all attempts have found: one attempt shows only some of the buckets.
    private Canceled found = Canceled.NOTHING;

    Recording(Event event, Action action, int shard, Instant time, Idempotency idempotency) {
      this.event = event;
      this.action = action;
      this.shard = shard;
      this.time = time;
      this.idempotency = idempotency;
    }

    /// Empty if the buckets were not what was expected: now it is known what they are.
    Optional<EventReceipt> attempt() {
      var expiresAt = expiry(event.time(), time);
      var transaction =
          table.transaction(time).create(SourceMapping.event(event, shard, expiresAt));
      transaction.create(ActionMapping.toAttributes(action));
      for (var width : BucketSize.values()) {
        transaction.accumulate(SourceMapping.accumulation(event, shard, width, expiresAt, found));
      }
      transaction.put(SourceMapping.reference(event.source(), shard, lastExpiry(time)));
      idempotency.keep(SourceMapping.receipt(event), transaction, time);
      return switch (transaction.commit()) {
        case Committed _ -> Optional.of(new EventReceipt(event.id(), event.time()));
        case Canceled canceled -> {
          found = found.and(canceled);
          yield idempotency.made(canceled).map(SourceMapping::toReceipt);
        }
      };
    }
  }

  // By the event's own time, so that the newest event is the last to go: whoever finds it expired
  // need not look further.
  private Instant expiry(Instant eventTime, Instant now) {
    var byEvent = eventTime.plus(kept);
    var atLeast = now.plus(KEPT_AT_LEAST);
    return byEvent.isAfter(atLeast) ? byEvent : atLeast;
  }

  // Later than that of any event so far.
  private Instant lastExpiry(Instant now) {
    return now.plus(kept).plus(KEPT_AT_LEAST);
  }
}
