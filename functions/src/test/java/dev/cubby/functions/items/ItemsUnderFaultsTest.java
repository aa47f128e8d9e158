package dev.cubby.functions.items;

import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.IdResource;
import dev.cubby.testing.IdResourceUnderFaults;

/// Items while DynamoDB fails.
class ItemsUnderFaultsTest extends IdResourceUnderFaults {

  ItemsUnderFaultsTest() {
    super(IdResource.ITEMS);
  }

  @Override
  protected DirectApi on(Table table) {
    return ItemFunctions.on(table);
  }
}
