package dev.cubby.functions.items;

import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DirectApi.MovableClock;

/// All handlers of items on one table and one clock.
final class ItemFunctions {

  private ItemFunctions() {}

  static DirectApi on(Table table) {
    var clock = new MovableClock();
    return new DirectApi(
        clock,
        new CreateItem(table, clock),
        new GetItem(table, clock),
        new ListItems(table, clock),
        new UpdateItem(table, clock),
        new PatchItem(table, clock),
        new DeleteItem(table, clock));
  }
}
