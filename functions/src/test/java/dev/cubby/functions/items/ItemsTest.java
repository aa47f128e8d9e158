package dev.cubby.functions.items;

import dev.cubby.testing.Api;
import dev.cubby.testing.DynamoDb;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The handlers of items, called straight.
class ItemsTest extends ItemsContract {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private Api api;

  @BeforeEach
  void createHandlers() {
    api = ItemFunctions.on(dynamoDb.table());
  }

  @Override
  protected Api api() {
    return api;
  }
}
