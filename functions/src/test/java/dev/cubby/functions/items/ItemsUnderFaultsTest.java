package dev.cubby.functions.items;

import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.Sample;
import dev.cubby.testing.ThingsUnderFaults;

/// Items while DynamoDB fails.
class ItemsUnderFaultsTest extends ThingsUnderFaults {

  ItemsUnderFaultsTest() {
    super(Sample.ITEMS);
  }

  @Override
  protected DirectApi on(Table table) {
    return ItemFunctions.on(table);
  }
}
