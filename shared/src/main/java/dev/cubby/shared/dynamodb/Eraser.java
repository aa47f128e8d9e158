package dev.cubby.shared.dynamodb;

import dev.cubby.shared.log.RequestLog;
import dev.cubby.shared.problem.ProblemException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Deletes whole partitions, however large: pages of a strongly consistent Query, and a
/// BatchWriteItem for every 25 items of them. It counts the items into the [RequestLog].
///
/// An item may name another partition in its attribute [#PARTITION]. That one is deleted before the
/// item is: whoever is stopped in between finds it again. Who writes into such a partition requires
/// the item in the same transaction, else nobody would find what was written in between.
public final class Eraser {

  /// The attribute by which an item names a partition that goes when the item goes.
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

  private List<Map<String, AttributeValue>> firstOf(String partition, String prefix) {
    var range = KeyRange.beginningWith(Index.TABLE, partition, prefix);
    return table
        .query(query ->
            query
                .keyConditionExpression(range.condition())
                .expressionAttributeValues(range.values())
                .projectionExpression("PK, SK, #partition")
                .expressionAttributeNames(Map.of("#partition", PARTITION))
                .consistentRead(true)
                .limit(PAGE))
        .items();
  }

  private void delete(List<Map<String, AttributeValue>> items, Instant deadline) {
    for (int i = 0; i < items.size() && clock.instant().isBefore(deadline); i += BATCH) {
      var batch = items.subList(i, Math.min(i + BATCH, items.size()));
      if (eraseNamed(batch, deadline)) {
        table.deleteAll(batch.stream().map(Key::of).toList());
        RequestLog.count("deleted", batch.size());
      }
    }
  }

  private boolean eraseNamed(List<Map<String, AttributeValue>> items, Instant deadline) {
    return items.stream()
        .filter(item -> item.containsKey(PARTITION))
        .allMatch(item -> erase(Attributes.text(item, PARTITION), "", deadline));
  }
}
