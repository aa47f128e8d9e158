package dev.cubby.shared.dynamodb;

import static dev.cubby.shared.dynamodb.Attributes.seconds;
import static dev.cubby.shared.dynamodb.Stamp.IS_ABSENT;
import static dev.cubby.shared.dynamodb.Stamp.IS_LIVE;
import static dev.cubby.shared.dynamodb.Stamp.TTL_NAME;
import static software.amazon.awssdk.services.dynamodb.model.ReturnValue.ALL_NEW;
import static software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure.ALL_OLD;

import dev.cubby.shared.dynamodb.Commit.Committed;
import dev.cubby.shared.dynamodb.Commit.Refused;
import dev.cubby.shared.dynamodb.Outcome.Absent;
import dev.cubby.shared.dynamodb.Outcome.Changed;
import dev.cubby.shared.dynamodb.Outcome.Created;
import dev.cubby.shared.dynamodb.Outcome.Deleted;
import dev.cubby.shared.dynamodb.Outcome.Exists;
import dev.cubby.shared.dynamodb.Outcome.Replaced;
import dev.cubby.shared.version.Precondition;
import dev.cubby.shared.version.Precondition.OfExisting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Things of one resource that carry a version and may expire. What has expired counts as absent
/// everywhere.
///
/// Each method is one call to DynamoDB, but for an upsert over what has expired and is not yet
/// deleted, which takes two. Each write states its condition in the call, never after a read. The
/// SDK sends a call again when its answer is lost, so a write that took place may meet its own
/// effect: it knows it by the `writeId` that it stamps, and DynamoDB gives the old item back with
/// the failed condition.
public final class VersionedItems {

  private static final int MAX_PAGE_BYTES = 1024 * 1024;
  private static final String IS_PRESENT = "attribute_exists(PK) AND " + IS_LIVE;
  private static final String IS_NOT_OURS = " AND writeId <> :writeId";

  private static final String IS_FREE_OR_LIVE =
      "attribute_not_exists(PK) OR (" + IS_LIVE + IS_NOT_OURS + ")";

  private final Table table;
  private final List<String> attributes;

  /// `attributes` are the names of the resource's own attributes: a write removes those that it
  /// does not have.
  public VersionedItems(Table table, List<String> attributes) {
    this.table = table;
    this.attributes = attributes;
  }

  /// Reads the item under `key`, strongly consistently.
  public Optional<Map<String, AttributeValue>> get(Key key, Instant time) {
    return table.get(key).filter(item -> !Stamp.hasExpired(item, time));
  }

  /// Writes a thing that must not be there yet, once for its `idempotency`: where that is stated,
  /// in a transaction.
  public Creation create(Write write, Idempotency idempotency) {
    if (!idempotency.isStated()) {
      return create(write);
    }
    var item = write.firstVersion(Stamp.newWriteId());
    var transaction = table.transaction(write.time()).create(item);
    idempotency.keep(Stamp.of(item), transaction, write.time());
    return switch (transaction.commit()) {
      case Committed _ -> new Created(write.key(), Stamp.revision(item));
      case Refused refused ->
          idempotency
              .made(refused)
              .<Creation>map(first -> new Created(Key.of(first), Stamp.revision(first)))
              .orElseGet(() -> new Exists(Stamp.revision(refused.item(write.key()))));
    };
  }

  private Creation create(Write write) {
    var item = write.firstVersion(Stamp.newWriteId());
    try {
      table.put(put ->
          put.item(item)
              .conditionExpression(IS_ABSENT)
              .expressionAttributeNames(TTL_NAME)
              .expressionAttributeValues(Map.of(":seconds", seconds(write.time())))
              .returnValuesOnConditionCheckFailure(ALL_OLD));
      return new Created(write.key(), Stamp.revision(item));
    } catch (ConditionalCheckFailedException e) {
      // Others may have replaced it since our first attempt: what we made bears our incarnation in
      // every version.
      var ours = Stamp.revision(item);
      var current = Stamp.revision(e.item());
      return current.etag().incarnation().equals(ours.etag().incarnation())
          ? new Created(write.key(), ours)
          : new Exists(current);
    }
  }

  /// Writes a thing under a new id, which nothing else can have.
  public Created createNew(Write write, Idempotency idempotency) {
    return switch (create(write, idempotency)) {
      case Created created -> created;
      case Exists _ -> throw new IllegalStateException("A new id is taken: " + write.key());
    };
  }

  /// Writes a thing's next version, or its first one if `precondition` lets it.
  public Replacement replace(Write write, Precondition precondition) {
    return switch (precondition) {
      case Precondition.Absent _ -> createOnly(write);
      case Precondition.None _ -> createOrUpdate(write);
      case OfExisting existing -> update(write, existing);
    };
  }

  /// Writes a thing's next version.
  public Update update(Write write, OfExisting precondition) {
    return switch (precondition) {
      case Precondition.Present _ -> update(write, IS_PRESENT + IS_NOT_OURS, Map.of());
      case Precondition.Matches(var tags) -> {
        var match = TagCondition.of(tags);
        yield update(write, IS_PRESENT + match.expression(), match.values());
      }
    };
  }

  /// Deletes the thing under `key`.
  public Deletion delete(Key key, Instant time, OfExisting precondition) {
    var match =
        precondition instanceof Precondition.Matches(var tags)
            ? TagCondition.of(tags)
            : TagCondition.ANY;
    var values = new HashMap<>(match.values());
    values.put(":seconds", seconds(time));
    try {
      table.delete(delete ->
          delete
              .key(key.toAttributes())
              .conditionExpression(IS_PRESENT + match.expression())
              .expressionAttributeNames(TTL_NAME)
              .expressionAttributeValues(values)
              .returnValuesOnConditionCheckFailure(ALL_OLD));
      return new Deleted();
    } catch (ConditionalCheckFailedException e) {
      if (!e.hasItem() || e.item().isEmpty()) {
        // Nothing is left that could bear a writeId: a call that was sent again most likely deleted
        // it the first time.
        return e.numAttempts() > 1 ? new Deleted() : new Absent();
      }
      return Stamp.hasExpired(e.item(), time)
          ? new Absent()
          : new Changed(Stamp.revision(e.item()));
    }
  }

  /// Reads a page of `listing`, eventually consistently.
  public Page<Map<String, AttributeValue>> list(Listing listing, PageRequest page, Instant time) {
    return table.list(listing, page, time);
  }

  /// Reads the items that a page of `listing` names by `toKey`, eventually consistently: one Query
  /// and one BatchGetItem, so a page has 100 of them at most, and as a Query does it ends at 1 MB.
  public Page<Map<String, AttributeValue>> listReferenced(
      Listing listing,
      Function<Map<String, AttributeValue>, Key> toKey,
      PageRequest page,
      Instant time) {
    var references = list(listing, page, time);
    // An index that lags behind may name an item at two places.
    var found = table.getAll(references.items().stream().map(toKey).distinct().toList());
    var items = new ArrayList<Map<String, AttributeValue>>();
    var position = page.position();
    int bytes = 0;
    for (var reference : references.items()) {
      var item = found.remove(toKey.apply(reference));
      if (item != null && !Stamp.hasExpired(item, time)) {
        bytes += ItemSize.atMost(item);
        if (bytes > MAX_PAGE_BYTES) {
          return new Page<>(items, position);
        }
        items.add(item);
      }
      position = listing.toPosition().apply(reference);
    }
    return new Page<>(items, references.position());
  }

  private Replacement createOnly(Write write) {
    return switch (create(write)) {
      case Created created -> created;
      case Exists(var current) -> new Changed(current);
    };
  }

  private Replacement createOrUpdate(Write write) {
    return Contention.<Replacement>resolve(() -> {
      var end = update(write, IS_FREE_OR_LIVE, Map.of());
      if (end instanceof Replaced(var revision) && revision.version() == 1) {
        return Optional.of(new Created(write.key(), revision));
      }
      if (!(end instanceof Absent)) {
        return Optional.of(end);
      }
      // Expired and not yet deleted: a first version needs the other condition, hence a second
      // call. If another writer was faster, there is something to update again.
      return create(write) instanceof Created created ? Optional.of(created) : Optional.empty();
    });
  }

  private Update update(
      Write write, String condition, Map<String, AttributeValue> conditionValues) {
    var writeId = Stamp.newWriteId();
    var next = NextVersion.of(write, attributes, writeId);
    var values = new HashMap<>(next.values());
    values.putAll(conditionValues);
    values.put(":seconds", seconds(write.time()));
    try {
      return new Replaced(
          Stamp.revision(
              table.update(update ->
                  update
                      .key(write.key().toAttributes())
                      .updateExpression(next.expression())
                      .conditionExpression(condition)
                      .expressionAttributeNames(next.names())
                      .expressionAttributeValues(values)
                      .returnValues(ALL_NEW)
                      .returnValuesOnConditionCheckFailure(ALL_OLD))));
    } catch (ConditionalCheckFailedException e) {
      var old = e.item();
      if (old.isEmpty()) {
        return new Absent();
      }
      if (Stamp.isWrittenBy(old, writeId)) {
        return new Replaced(Stamp.revision(old));
      }
      return Stamp.hasExpired(old, write.time()) ? new Absent() : new Changed(Stamp.revision(old));
    }
  }
}
