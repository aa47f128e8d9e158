package dev.cubby.functions.batch;

import dev.cubby.functions.collections.CollectionFunctions;
import dev.cubby.functions.items.ItemFunctions;
import dev.cubby.functions.notes.NoteFunctions;
import dev.cubby.functions.records.RecordFunctions;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DirectApi.MovableClock;

/// The handlers of batches and of what these write, on one table and one clock.
public final class BatchFunctions {

  private BatchFunctions() {}

  static DirectApi on(Table table) {
    return on(table, new MovableClock());
  }

  public static DirectApi on(Table table, MovableClock clock) {
    return new DirectApi(clock, new WriteBatch(table, clock))
        .and(RecordFunctions.on(table, clock))
        .and(NoteFunctions.on(table, clock))
        .and(ItemFunctions.on(table, clock))
        .and(CollectionFunctions.on(table, clock));
  }
}
