package dev.cubby.functions.source;

import dev.cubby.shared.dynamodb.Attributes;
import dev.cubby.shared.dynamodb.Idempotency;
import dev.cubby.shared.dynamodb.Page;
import dev.cubby.shared.dynamodb.Page.Entry;
import dev.cubby.shared.dynamodb.PageRequest;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The sources in DynamoDB: their events, and the buckets that aggregate them.
///
/// One transaction stores an event and adds it to its three buckets. Queries of statistics read
/// buckets, so their cost does not depend on the number of events.
final class SourceStore {

  // The minimum time that late data is kept after its arrival.
  private static final Duration KEPT_AT_LEAST = Duration.ofDays(1);

  private final Table table;
  private final int shards;
  private final Duration kept;

  /// @param shards the number of partitions of a source
  /// @param kept how long events and buckets are kept
  SourceStore(Table table, int shards, Duration kept) {
    this.table = table;
    this.shards = shards;
    this.kept = kept;
  }

  /// Stores `event` and the item of its `action`, once per `idempotency`. Returns the receipt of
  /// the event, or of the first one if the same request was repeated.
  ///
  /// One transaction of the event, the action, three buckets, the reference from the user's
  /// partition, and the record of the idempotency, if any. One more if a bucket is new or one of
  /// its extremes changes.
  ///
  /// @throws ProblemException 409 if a bucket has no room for the event's fields
  EventReceipt write(Event event, Attributes action, Instant time, Idempotency idempotency) {
    var recording =
        new Recording(event, action, new SecureRandom().nextInt(shards), time, idempotency);
    return recording.attempt().orElseGet(() -> RetryOnConflict.until(recording::attempt));
  }

  /// Returns a page of the names of a user's sources. A source is listed for a day longer than its
  /// events are kept after its last write. One Query of the references to their shards, one item
  /// for each.
  ///
  /// The page after a source begins behind all of its shards. But if the last reference that was
  /// read has expired, and its source is not on the page, the next reference may be live.
  Page<String> names(String userId, PageRequest page, Instant time) {
    var limit = new PageRequest(page.limit() * shards, page.ascending(), page.position());
    var references = table.list(SourceMapping.references(userId, page.ascending()), limit, time);
    var names = new LinkedHashSet<String>();
    references
        .entries()
        .forEach(reference -> names.add(SourceMapping.sourceName(reference.position())));
    var last = references.position();
    boolean isListed = last != null && names.contains(SourceMapping.sourceName(last));
    var listed = names.stream().map(name -> new Entry<>(name, name)).toList();
    return new Page<>(listed, isListed ? listed.getLast().position() : last)
        .upTo(page.limit(), _ -> 1);
  }

  /// Returns the latest event: one Query of one item per shard.
  Optional<StoredEvent> latest(Source source, Instant time) {
    return IntStream.range(0, shards)
        .mapToObj(
            shard -> table.last(SourceMapping.partition(source, shard), SourceMapping.EVENTS, time))
        .flatMap(Optional::stream)
        .map(SourceMapping::toEvent)
        .max(Comparator.comparing(StoredEvent::eventTime).thenComparing(StoredEvent::id));
  }

  /// Returns the buckets of a `window` in all shards: one Query per shard and part of the window.
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

  /// The write of one event.
  private final class Recording {

    private final Event event;
    private final Attributes action;
    private final int shard;
    private final Instant time;
    private final Idempotency idempotency;
    // The findings of all attempts, because one attempt finds only some of the buckets.
    private Canceled found = Canceled.NOTHING;

    Recording(Event event, Attributes action, int shard, Instant time, Idempotency idempotency) {
      this.event = event;
      this.action = action;
      this.shard = shard;
      this.time = time;
      this.idempotency = idempotency;
    }

    /// Returns empty if the buckets differ from the expected state; `found` then has their actual
    /// state.
    Optional<EventReceipt> attempt() {
      var expiresAt = expiry(event.time(), time);
      var transaction =
          table.transaction(time).create(SourceMapping.event(event, shard, expiresAt));
      transaction.create(action);
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

  // Expires by the event's own time, so that the latest event expires last, unless an older one
  // comes late, and a query that finds it expired stops there.
  private Instant expiry(Instant eventTime, Instant now) {
    var byEvent = eventTime.plus(kept);
    var atLeast = now.plus(KEPT_AT_LEAST);
    return byEvent.isAfter(atLeast) ? byEvent : atLeast;
  }

  // Returns a time after the expiry of every event so far.
  private Instant lastExpiry(Instant now) {
    return now.plus(kept).plus(KEPT_AT_LEAST);
  }
}
