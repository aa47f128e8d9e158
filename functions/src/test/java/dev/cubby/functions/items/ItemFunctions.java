package dev.cubby.functions.items;

import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DirectApi.MovableClock;

/// All handlers of items on one table and one clock.
final class ItemFunctions {

  private ItemFunctions() {}

  static DirectApi on(Table table) {
    var items = new ItemStore(table);
    var clock = new MovableClock();
    return new DirectApi(
        clock,
        new CreateItem(items, clock),
        new GetItem(items, clock),
        new ListItems(items, clock),
        new UpdateItem(items, clock),
        new DeleteItem(items, clock));
  }
}
