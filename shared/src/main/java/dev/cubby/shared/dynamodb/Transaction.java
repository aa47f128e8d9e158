package dev.cubby.shared.dynamodb;

import static dev.cubby.shared.dynamodb.Attributes.seconds;
import static software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure.ALL_OLD;

import dev.cubby.shared.dynamodb.Commit.Committed;
import dev.cubby.shared.dynamodb.Commit.Refused;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.shared.version.Revision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// Writes that take place together or not at all, each on its condition: at most 100, each of
/// another item. What has expired at the transaction's time counts as absent.
///
/// The SDK sends a transaction again when its answer is lost. It bears a token by which DynamoDB
/// knows it for ten minutes, and answers as it did the first time.
public final class Transaction {

  // The reasons besides a condition for which DynamoDB takes the same writes later.
  private static final Set<String> PASSING =
      Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

  private final Table table;
  private final Instant time;
  private final List<Key> keys = new ArrayList<>();
  private final List<TransactWriteItem> writes = new ArrayList<>();
  private final String writeId = Stamp.newWriteId();

  Transaction(Table table, Instant time) {
    this.table = table;
    this.time = time;
  }

  /// Writes a whole item that must not be there yet.
  public Transaction create(Map<String, AttributeValue> item) {
    var put =
        Put.builder()
            .tableName(table.name())
            .item(item)
            .conditionExpression(Stamp.IS_ABSENT)
            .expressionAttributeNames(Stamp.TTL_NAME)
            .expressionAttributeValues(Map.of(":seconds", seconds(time)))
            .returnValuesOnConditionCheckFailure(ALL_OLD)
            .build();
    return add(Key.of(item), TransactWriteItem.builder().put(put).build());
  }

  /// Writes a whole item, in place of any there is.
  public Transaction put(Map<String, AttributeValue> item) {
    var put = Put.builder().tableName(table.name()).item(item).build();
    return add(Key.of(item), TransactWriteItem.builder().put(put).build());
  }

  /// Adds to an item, which is made where there is none.
  public Transaction accumulate(Accumulation accumulation) {
    var update =
        accumulation
            .toUpdate()
            .tableName(table.name())
            .returnValuesOnConditionCheckFailure(ALL_OLD)
            .build();
    return add(accumulation.key(), TransactWriteItem.builder().update(update).build());
  }

  /// Writes the next version of an item that must be in its `current` revision still. `attributes`
  /// are the names of the resource's own: those that `write` does not have are removed.
  public Transaction replace(Write write, List<String> attributes, Revision current) {
    var next = NextVersion.of(write, attributes, writeId);
    var condition = TagCondition.of(List.of(current.etag()));
    var values = new HashMap<>(next.values());
    values.putAll(condition.values());
    var update =
        Update.builder()
            .tableName(table.name())
            .key(write.key().toAttributes())
            .updateExpression(next.expression())
            .conditionExpression("attribute_exists(PK)" + condition.expression())
            .expressionAttributeNames(next.names())
            .expressionAttributeValues(values)
            .returnValuesOnConditionCheckFailure(ALL_OLD)
            .build();
    return add(write.key(), TransactWriteItem.builder().update(update).build());
  }

  /// Deletes an item that must be in its `current` revision still.
  public Transaction delete(Key key, Revision current) {
    var condition = TagCondition.of(List.of(current.etag()));
    var delete =
        Delete.builder()
            .tableName(table.name())
            .key(key.toAttributes())
            .conditionExpression("attribute_exists(PK)" + condition.expression())
            .expressionAttributeValues(condition.values())
            .returnValuesOnConditionCheckFailure(ALL_OLD)
            .build();
    return add(key, TransactWriteItem.builder().delete(delete).build());
  }

  /// Deletes an item if it is there.
  public Transaction delete(Key key) {
    var delete = Delete.builder().tableName(table.name()).key(key.toAttributes()).build();
    return add(key, TransactWriteItem.builder().delete(delete).build());
  }

  /// Has an item be there, and leaves it as it is.
  public Transaction require(Key key) {
    var check =
        ConditionCheck.builder()
            .tableName(table.name())
            .key(key.toAttributes())
            .conditionExpression("attribute_exists(PK)")
            .build();
    return add(key, TransactWriteItem.builder().conditionCheck(check).build());
  }

  /// Has DynamoDB carry it out: one call, and one more for each time that another transaction was
  /// in the way.
  ///
  /// @throws ProblemException with [Unavailable] if others stayed in the way for two seconds
  public Commit commit() {
    return Contention.resolve(this::attempt);
  }

  private Optional<Commit> attempt() {
    try {
      // A new token for what was canceled, else DynamoDB could answer that it still is.
      table.transact(writes, RandomId.next());
      return Optional.of(new Committed());
    } catch (TransactionCanceledException e) {
      var reasons = e.cancellationReasons();
      // An item that another transaction has hides whether its condition holds, and that one may
      // be what counts, so nothing counts yet.
      if (reasons.stream().map(CancellationReason::code).anyMatch(PASSING::contains)) {
        return Optional.empty();
      }
      var refused = new HashMap<Key, Map<String, AttributeValue>>();
      for (int i = 0; i < keys.size(); i++) {
        if (reasons.get(i).code().equals("ConditionalCheckFailed")) {
          refused.put(keys.get(i), reasons.get(i).item());
        }
      }
      if (refused.isEmpty()) {
        throw e;
      }
      return Optional.of(new Refused(refused));
    }
  }

  private Transaction add(Key key, TransactWriteItem write) {
    keys.add(key);
    writes.add(write);
    return this;
  }
}
