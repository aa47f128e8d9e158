package dev.cubby.functions.collections;

import dev.cubby.testing.Api;
import dev.cubby.testing.DynamoDb;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The handlers of collections and documents, called straight.
class CollectionsTest extends CollectionsContracts {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private Api api;

  @BeforeEach
  void createHandlers() {
    api = CollectionFunctions.on(dynamoDb.table());
  }

  @Override
  Api api() {
    return api;
  }
}
