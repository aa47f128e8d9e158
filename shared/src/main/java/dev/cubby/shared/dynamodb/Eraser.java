package dev.cubby.shared.dynamodb;

import dev.cubby.shared.log.RequestLog;
import dev.cubby.shared.problem.ProblemException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Deletes whole partitions, however large: pages of a strongly consistent Query, and a
/// BatchWriteItem for every 25 items of them. It counts the items into the [RequestLog].
///
/// An item may name another partition in its attribute [#PARTITION]. That partition is deleted
/// before the item, so that an interrupted eraser finds it again. Whatever writes into such a
/// partition writes the item too, in the same transaction and with a new `writeId`. An item that
/// was written after its partition was deleted stays, and both are deleted again.
public final class Eraser {

  /// The attribute that names a partition to be deleted with the item.
  public static final String PARTITION = "partition";

  // What BatchWriteItem takes.
  private static final int BATCH = 25;
  private static final int PAGE = 40 * BATCH;

  private final Table table;
  private final InstantSource clock;

  public Eraser(Table table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  /// Deletes the items of `partition` whose sort keys begin with `prefix`, until there is none or
  /// the `deadline` has come. It can last five seconds longer than that.
  ///
  /// @return whether none is left
  /// @throws ProblemException with [Unavailable] as [Table] does; what was deleted stays deleted
  public boolean erase(String partition, String prefix, Instant deadline) {
    while (clock.instant().isBefore(deadline)) {
      var items = firstOf(partition, prefix);
      if (items.isEmpty()) {
        return true;
      }
      delete(items, deadline);
    }
    return false;
  }

  private List<Attributes> firstOf(String partition, String prefix) {
    var range = KeyRange.beginningWith(Index.TABLE, partition, prefix);
    return table
        .query(query ->
            query
                .keyConditionExpression(range.condition())
                .expressionAttributeValues(range.values().toMap())
                .projectionExpression("PK, SK, writeId, #partition")
                .expressionAttributeNames(Map.of("#partition", PARTITION))
                .consistentRead(true)
                .limit(PAGE))
        .items()
        .stream()
        .map(Attributes::of)
        .toList();
  }

  private void delete(List<Attributes> items, Instant deadline) {
    var plain = new ArrayList<Key>();
    for (var item : items) {
      if (!item.has(PARTITION)) {
        plain.add(Key.of(item));
      } else if (erase(item.text(PARTITION), "", deadline) && deleteUnchanged(item)) {
        RequestLog.count("deleted", 1);
      }
    }
    for (int i = 0; i < plain.size() && clock.instant().isBefore(deadline); i += BATCH) {
      var batch = plain.subList(i, Math.min(i + BATCH, plain.size()));
      table.deleteAll(batch);
      RequestLog.count("deleted", batch.size());
    }
  }

  // Whether the item was still the one that was read, and this call has deleted it.
  private boolean deleteUnchanged(Attributes item) {
    var writeId = item.textOrNull("writeId");
    try {
      table.delete(delete ->
          delete
              .key(Key.of(item).toAttributes().toMap())
              .conditionExpression(
                  writeId == null ? "attribute_not_exists(writeId)" : "writeId = :writeId")
              .expressionAttributeValues(
                  writeId == null ? null : Attributes.NONE.with(":writeId", writeId).toMap()));
      return true;
    } catch (ConditionalCheckFailedException _) {
      return false;
    }
  }
}
