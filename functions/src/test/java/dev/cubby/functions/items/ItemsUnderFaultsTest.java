package dev.cubby.functions.items;

import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.ThingsUnderFaults;

/// Items while DynamoDB fails.
class ItemsUnderFaultsTest extends ThingsUnderFaults {

  ItemsUnderFaultsTest() {
    super(new SampleItems());
  }

  @Override
  protected DirectApi on(Table table) {
    return ItemFunctions.on(table);
  }
}
