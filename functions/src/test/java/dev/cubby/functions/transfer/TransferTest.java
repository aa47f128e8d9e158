package dev.cubby.functions.transfer;

import dev.cubby.testing.Api;
import dev.cubby.testing.DynamoDb;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The handlers of exports and imports, called straight.
class TransferTest extends TransferContracts {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private Api api;

  @BeforeEach
  void createHandlers() {
    api = TransferFunctions.on(dynamoDb.table());
  }

  @Override
  Api api() {
    return api;
  }
}
