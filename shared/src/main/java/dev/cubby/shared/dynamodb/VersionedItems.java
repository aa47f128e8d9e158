package dev.cubby.shared.dynamodb;

import static dev.cubby.shared.dynamodb.VersionAttributes.IS_ABSENT;
import static dev.cubby.shared.dynamodb.VersionAttributes.IS_LIVE;
import static dev.cubby.shared.dynamodb.VersionAttributes.IS_PRESENT;
import static dev.cubby.shared.dynamodb.VersionAttributes.TTL_NAME;
import static software.amazon.awssdk.services.dynamodb.model.ReturnValue.ALL_NEW;
import static software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure.ALL_OLD;

import dev.cubby.shared.dynamodb.Outcome.Absent;
import dev.cubby.shared.dynamodb.Outcome.Created;
import dev.cubby.shared.dynamodb.Outcome.Deleted;
import dev.cubby.shared.dynamodb.Outcome.Exists;
import dev.cubby.shared.dynamodb.Outcome.Mismatch;
import dev.cubby.shared.dynamodb.Outcome.Updated;
import dev.cubby.shared.dynamodb.Transaction.Canceled;
import dev.cubby.shared.dynamodb.Transaction.Committed;
import dev.cubby.shared.problem.Problem.Unavailable;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.shared.version.ETag;
import dev.cubby.shared.version.Precondition;
import dev.cubby.shared.version.Precondition.OfExisting;
import dev.cubby.shared.version.Revision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Items with a version and an optional expiry. An expired item counts as absent everywhere.
///
/// Each method makes one call to DynamoDB; an upsert of an expired item that is not deleted yet
/// takes two. Each write states its condition in the call, never after a read. The SDK repeats a
/// call whose response is lost, so a write may find its own effect. It recognizes the effect by its
/// `writeId`: DynamoDB returns the old item with the failed condition.
public final class VersionedItems {

  /// The key and the revision of a written item.
  public record Written(Key key, Revision revision) {
    static Written of(Attributes item) {
      return new Written(Key.of(item), VersionAttributes.revision(item));
    }
  }

  /// The items `found`, by key, and the keys that were not read.
  public record Snapshot(Map<Key, Attributes> found, List<Key> unread) {}

  // Ten items of 400 KB have less than 4 MB.
  private static final int MAX_FITTING = 10;

  private static final String IS_NOT_OURS = " AND writeId <> :writeId";
  private static final String IS_FREE_OR_LIVE =
      "attribute_not_exists(PK) OR (" + IS_LIVE + IS_NOT_OURS + ")";

  private final Table table;

  public VersionedItems(Table table) {
    this.table = table;
  }

  /// Reads the item under `key`, strongly consistently.
  public Optional<Attributes> get(Key key, Instant time) {
    return table.get(key).filter(item -> !VersionAttributes.hasExpired(item, time));
  }

  /// Reads the items under up to 100 different `keys` as of one moment, strongly consistently, and
  /// leaves out those expired at `time`. If all have more than 4 MB together, it reads the first
  /// half of the keys, or the half of these: up to 5 calls, because 10 items always fit.
  ///
  /// @throws ProblemException with [Contended] if this, or transactions that write these items,
  ///   take 2 s
  public Snapshot snapshot(List<Key> keys, Instant time) {
    var asked = new ArrayList<>(keys);
    return RetryOnConflict.until(() -> {
      try {
        return table
            .snapshot(asked)
            .map(found -> {
              var items = new HashMap<>(found);
              items.values().removeIf(item -> VersionAttributes.hasExpired(item, time));
              return new Snapshot(items, keys.subList(asked.size(), keys.size()));
            });
      } catch (DynamoDbException e) {
        if (asked.size() <= MAX_FITTING || !isRefused(e)) {
          throw e;
        }
        asked.subList(Math.max(asked.size() / 2, MAX_FITTING), asked.size()).clear();
        return Optional.empty();
      }
    });
  }

  // DynamoDB documents the limit of 4 MB, but not which of these errors it returns.
  private static boolean isRefused(DynamoDbException e) {
    return e instanceof TransactionCanceledException
        || e.awsErrorDetails().errorCode().equals("ValidationException");
  }

  /// Creates an item unless the key is taken. With an idempotency key, it writes in a transaction
  /// and returns what the same request created before.
  ///
  /// @return Created or Exists
  public Outcome<Written> create(Write write, Idempotency idempotency) {
    if (!idempotency.isStated()) {
      return createIfAbsent(write) instanceof Created<Written> created ? created : new Exists<>();
    }
    var item = write.firstVersion(VersionAttributes.newWriteId());
    var transaction = table.transaction(write.time()).create(item);
    idempotency.keep(VersionAttributes.of(item), transaction, write.time());
    return switch (transaction.commit()) {
      case Committed _ -> new Created<>(Written.of(item));
      case Canceled canceled ->
          idempotency
              .made(canceled)
              .<Outcome<Written>>map(first -> new Created<>(Written.of(first)))
              .orElseGet(Exists::new);
    };
  }

  /// Writes the next version of an item, or its first version if `precondition` allows that.
  ///
  /// @return Created, Updated, Absent or Mismatch
  public Outcome<Written> write(Write write, Precondition precondition) {
    return switch (precondition) {
      case Precondition.Absent _ -> createIfAbsent(write);
      case Precondition.None _ -> createOrUpdate(write);
      case OfExisting existing -> update(write, existing);
    };
  }

  /// Writes the version after `current`.
  ///
  /// @return whether `current` was still the version; otherwise nothing was written
  /// @throws ProblemException with [Unavailable] if the answer to an attempt was lost and another
  ///   write followed, so that nobody can tell whether the attempt took effect
  boolean replace(Write write, ETag current) {
    var match = ETagCondition.of(List.of(current));
    try {
      send(write, IS_PRESENT + match.expression(), match.values());
      return true;
    } catch (ConditionalCheckFailedException e) {
      if (e.numAttempts() > 1) {
        throw new ProblemException(new Unavailable(Unavailable.DATABASE), e);
      }
      return false;
    }
  }

  /// Deletes the item under `key`.
  ///
  /// @return Deleted, Absent or Mismatch
  public Outcome<Key> delete(Key key, Instant time, OfExisting precondition) {
    var match = condition(precondition);
    try {
      table.delete(delete ->
          delete
              .key(key.toAttributes().toMap())
              .conditionExpression(IS_PRESENT + match.expression())
              .expressionAttributeNames(TTL_NAME)
              .expressionAttributeValues(match.values().withSeconds(":seconds", time).toMap())
              .returnValuesOnConditionCheckFailure(ALL_OLD));
      return new Deleted<>(key);
    } catch (ConditionalCheckFailedException e) {
      if (!e.hasItem() || e.item().isEmpty()) {
        // No item remains to show a writeId. If the SDK repeated the call, the first attempt most
        // likely deleted the item.
        return e.numAttempts() > 1 ? new Deleted<>(key) : new Absent<>();
      }
      return absentOrMismatch(Attributes.of(e.item()), time);
    }
  }

  // Returns Created or Mismatch.
  private Outcome<Written> createIfAbsent(Write write) {
    var item = write.firstVersion(VersionAttributes.newWriteId());
    var created = Written.of(item);
    try {
      table.put(put ->
          put.item(item.toMap())
              .conditionExpression(IS_ABSENT)
              .expressionAttributeNames(TTL_NAME)
              .expressionAttributeValues(
                  Attributes.NONE.withSeconds(":seconds", write.time()).toMap())
              .returnValuesOnConditionCheckFailure(ALL_OLD));
      return new Created<>(created);
    } catch (ConditionalCheckFailedException e) {
      // Another request may have changed the item since the first attempt. Every version of an item
      // that this call created has its incarnation.
      var current = VersionAttributes.revision(Attributes.of(e.item())).etag();
      return current.incarnation().equals(created.revision().etag().incarnation())
          ? new Created<>(created)
          : new Mismatch<>(current);
    }
  }

  private Outcome<Written> createOrUpdate(Write write) {
    return RetryOnConflict.until(() -> {
      var outcome = update(write, IS_FREE_OR_LIVE, Attributes.NONE);
      if (outcome instanceof Updated(var written) && written.revision().version() == 1) {
        return Optional.of(new Created<>(written));
      }
      if (!(outcome instanceof Absent)) {
        return Optional.of(outcome);
      }
      // The item has expired but still exists; creating a first version needs another condition. If
      // another writer was faster, the next attempt updates its item.
      return Optional.of(createIfAbsent(write)).filter(end -> end instanceof Created);
    });
  }

  private Outcome<Written> update(Write write, OfExisting precondition) {
    var match = condition(precondition);
    // With tags, a write that finds its own effect fails on the tag.
    var isNotOurs = precondition instanceof Precondition.Present ? IS_NOT_OURS : "";
    return update(write, IS_PRESENT + isNotOurs + match.expression(), match.values());
  }

  private Outcome<Written> update(Write write, String condition, Attributes conditionValues) {
    try {
      return new Updated<>(Written.of(send(write, condition, conditionValues)));
    } catch (ConditionalCheckFailedException e) {
      return e.item().isEmpty()
          ? new Absent<>()
          : absentOrMismatch(Attributes.of(e.item()), write.time());
    }
  }

  // Returns the new item, also if an earlier attempt of this call wrote it.
  private Attributes send(Write write, String condition, Attributes conditionValues) {
    var writeId = VersionAttributes.newWriteId();
    var next = NextVersion.of(write, writeId);
    var values = next.values().with(conditionValues).withSeconds(":seconds", write.time());
    try {
      return table.update(update ->
          update
              .key(write.key().toAttributes().toMap())
              .updateExpression(next.expression())
              .conditionExpression(condition)
              .expressionAttributeNames(next.names())
              .expressionAttributeValues(values.toMap())
              .returnValues(ALL_NEW)
              .returnValuesOnConditionCheckFailure(ALL_OLD));
    } catch (ConditionalCheckFailedException e) {
      var old = Attributes.of(e.item());
      if (old.isEmpty() || !VersionAttributes.isWrittenBy(old, writeId)) {
        throw e;
      }
      return old;
    }
  }

  private static <T> Outcome<T> absentOrMismatch(Attributes current, Instant time) {
    return VersionAttributes.hasExpired(current, time)
        ? new Absent<>()
        : new Mismatch<>(VersionAttributes.revision(current).etag());
  }

  private static ETagCondition condition(OfExisting precondition) {
    return precondition instanceof Precondition.Matches(var tags)
        ? ETagCondition.of(tags)
        : ETagCondition.ANY;
  }
}
