package dev.cubby.shared.dynamodb;

import dev.cubby.shared.log.RequestLog;
import dev.cubby.shared.problem.ProblemException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Deletes whole partitions of any size: reads pages with a strongly consistent Query, and sends a
/// BatchWriteItem for each 25 items. It counts the items in the [RequestLog].
///
/// An item may name another partition in its attribute [#PARTITION]. The eraser deletes that
/// partition before the item, so that an interrupted eraser finds it again. Each write to such a
/// partition also writes the item, in the same transaction and with a new `writeId`. If the item
/// changes after its partition was deleted, it remains, and the eraser deletes both again.
public final class Eraser {

  /// The attribute that names a partition to delete with the item.
  public static final String PARTITION = "partition";

  // The limit of BatchWriteItem.
  private static final int BATCH = 25;
  private static final int PAGE = 40 * BATCH;

  private final Table table;
  private final InstantSource clock;

  public Eraser(Table table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  /// Deletes the items of `partition` whose sort keys begin with `prefix`, until none is left or
  /// the `deadline` has passed. It can exceed the deadline by five seconds.
  ///
  /// @return whether none is left
  /// @throws ProblemException with [Unavailable] as in [Table]; items already deleted stay deleted
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

  // Deletes the item if it has not changed since it was read. Returns whether it did.
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
