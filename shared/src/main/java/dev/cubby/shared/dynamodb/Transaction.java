package dev.cubby.shared.dynamodb;

import static java.util.Objects.requireNonNull;
import static software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure.ALL_OLD;

import dev.cubby.shared.dynamodb.Outcome.Absent;
import dev.cubby.shared.dynamodb.Outcome.Mismatch;
import dev.cubby.shared.dynamodb.Outcome.Refused;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.shared.version.ETag;
import dev.cubby.shared.version.Precondition.Matches;
import dev.cubby.shared.version.Revision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// At most 100 writes of different items, each with its own condition. Either all or none take
/// effect. An item that has expired at the transaction's time counts as absent.
///
/// If a response is lost, the SDK sends the transaction again. DynamoDB recognizes its token for
/// ten minutes and returns the first response. If an attempt takes effect after another one was
/// canceled, the transaction recognizes it by the `writeId` of a created or updated item. It does
/// not recognize one that only deletes or adds.
public final class Transaction {

  /// The outcome of a transaction.
  public sealed interface Commit {}

  public record Committed() implements Commit {}

  /// No write took effect. `found` contains the items whose conditions failed, by key; an item that
  /// does not exist is empty.
  public record Canceled(Map<Key, Attributes> found) implements Commit {

    /// The findings before the first attempt.
    public static final Canceled NOTHING = new Canceled(Map.of());

    /// Returns the findings of both attempts; the `later` ones take precedence.
    public Canceled and(Canceled later) {
      var both = new HashMap<>(found);
      both.putAll(later.found);
      return new Canceled(both);
    }

    /// Returns the item under `key`, whose condition failed.
    Attributes item(Key key) {
      return requireNonNull(found.get(key));
    }

    /// Whether the condition on `key` failed.
    public boolean at(Key key) {
      return found.containsKey(key);
    }

    /// Returns how the versioned item under `key` failed its condition at `time`: Absent or
    /// Mismatch. Empty if it did not.
    public Optional<Refused<Key>> refusal(Key key, Instant time) {
      return Optional.ofNullable(found.get(key))
          .map(item ->
              item.isEmpty() || VersionAttributes.hasExpired(item, time)
                  ? new Absent<>()
                  : new Mismatch<>(VersionAttributes.revision(item).etag()));
    }
  }

  // The transient reasons for a cancellation.
  private static final Set<String> PASSING =
      Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

  private final Table table;
  private final Instant time;
  private final List<Key> keys = new ArrayList<>();

  // What each write leaves in `writeId`; empty if nothing.
  private final List<String> writeIds = new ArrayList<>();

  private final List<TransactWriteItem> writes = new ArrayList<>();
  private final String writeId = VersionAttributes.newWriteId();

  Transaction(Table table, Instant time) {
    this.table = table;
    this.time = time;
  }

  /// Writes a whole item that must not exist yet.
  public Transaction create(Attributes item) {
    var put =
        Put.builder()
            .tableName(table.name())
            .item(item.toMap())
            .conditionExpression(VersionAttributes.IS_ABSENT)
            .expressionAttributeNames(VersionAttributes.TTL_NAME)
            .expressionAttributeValues(Attributes.NONE.withSeconds(":seconds", time).toMap())
            .returnValuesOnConditionCheckFailure(ALL_OLD)
            .build();
    var ownId = item.has("writeId") ? item.text("writeId") : "";
    return add(Key.of(item), ownId, TransactWriteItem.builder().put(put).build());
  }

  /// Writes a whole item, replacing any existing one.
  public Transaction put(Attributes item) {
    var put = Put.builder().tableName(table.name()).item(item.toMap()).build();
    return add(Key.of(item), TransactWriteItem.builder().put(put).build());
  }

  /// Adds to an item, creating it if it does not exist.
  public Transaction accumulate(Accumulation accumulation) {
    var update =
        accumulation
            .toUpdate()
            .tableName(table.name())
            .returnValuesOnConditionCheckFailure(ALL_OLD)
            .build();
    return add(accumulation.key(), TransactWriteItem.builder().update(update).build());
  }

  /// Writes the next version of an item that must still be in its `current` revision.
  public Transaction update(Write write, Revision current) {
    return update(write, "attribute_exists(PK)", Attributes.NONE, List.of(current.etag()));
  }

  /// Writes the next version of an item that has not expired and meets `precondition`.
  public Transaction update(Write write, Matches precondition) {
    var now = Attributes.NONE.withSeconds(":seconds", time);
    return update(write, VersionAttributes.IS_PRESENT, now, precondition.tags());
  }

  private Transaction update(
      Write write, String condition, Attributes conditionValues, List<ETag> tags) {
    var next = NextVersion.of(write, writeId);
    var match = ETagCondition.of(tags);
    var values = next.values().with(conditionValues).with(match.values());
    var update =
        Update.builder()
            .tableName(table.name())
            .key(write.key().toAttributes().toMap())
            .updateExpression(next.expression())
            .conditionExpression(condition + match.expression())
            .expressionAttributeNames(next.names())
            .expressionAttributeValues(values.toMap())
            .returnValuesOnConditionCheckFailure(ALL_OLD)
            .build();
    return add(write.key(), writeId, TransactWriteItem.builder().update(update).build());
  }

  /// Deletes an item that has not expired and meets `precondition`.
  public Transaction delete(Key key, Matches precondition) {
    var condition = ETagCondition.of(precondition.tags());
    var delete =
        Delete.builder()
            .tableName(table.name())
            .key(key.toAttributes().toMap())
            .conditionExpression(VersionAttributes.IS_PRESENT + condition.expression())
            .expressionAttributeNames(VersionAttributes.TTL_NAME)
            .expressionAttributeValues(condition.values().withSeconds(":seconds", time).toMap())
            .returnValuesOnConditionCheckFailure(ALL_OLD)
            .build();
    return add(key, TransactWriteItem.builder().delete(delete).build());
  }

  /// Deletes an item that must still be in its `current` revision.
  public Transaction delete(Key key, Revision current) {
    return delete(key, new Matches(List.of(current.etag())));
  }

  /// Deletes an item, whether or not it exists.
  public Transaction delete(Key key) {
    var delete = Delete.builder().tableName(table.name()).key(key.toAttributes().toMap()).build();
    return add(key, TransactWriteItem.builder().delete(delete).build());
  }

  /// Requires an item to exist, without writing it.
  public Transaction require(Key key) {
    var check =
        ConditionCheck.builder()
            .tableName(table.name())
            .key(key.toAttributes().toMap())
            .conditionExpression("attribute_exists(PK)")
            .build();
    return add(key, TransactWriteItem.builder().conditionCheck(check).build());
  }

  /// Sends the transaction: one call, and one more for each conflict with another transaction.
  ///
  /// @throws ProblemException with [Contended] if conflicts last for 2 s
  public Commit commit() {
    return RetryOnConflict.until(this::attempt);
  }

  /// Does so, and returns `result`; empty if no write took effect.
  public <T> Optional<T> commit(T result) {
    return commit() instanceof Committed ? Optional.of(result) : Optional.empty();
  }

  /// Whether the same transaction may succeed later.
  static boolean isPassing(TransactionCanceledException e) {
    return e.cancellationReasons().stream()
        .map(CancellationReason::code)
        .anyMatch(PASSING::contains);
  }

  private Optional<Commit> attempt() {
    try {
      // Each attempt has a new token: with an earlier one, DynamoDB could repeat the cancellation.
      table.transact(writes, RandomId.next());
      return Optional.of(new Committed());
    } catch (TransactionCanceledException e) {
      // A conflict hides whether that item's condition holds, so no reason is conclusive yet.
      if (isPassing(e)) {
        return Optional.empty();
      }
      var reasons = e.cancellationReasons();
      var failed = new HashMap<Key, Attributes>();
      for (int i = 0; i < keys.size(); i++) {
        if (reasons.get(i).code().equals("ConditionalCheckFailed")) {
          var item = Attributes.of(reasons.get(i).item());
          if (item.has("writeId") && item.text("writeId").equals(writeIds.get(i))) {
            return Optional.of(new Committed());
          }
          failed.put(keys.get(i), item);
        }
      }
      if (failed.isEmpty()) {
        throw e;
      }
      return Optional.of(new Canceled(failed));
    }
  }

  private Transaction add(Key key, TransactWriteItem write) {
    return add(key, "", write);
  }

  private Transaction add(Key key, String ownId, TransactWriteItem write) {
    keys.add(key);
    writeIds.add(ownId);
    writes.add(write);
    return this;
  }
}
