package dev.cubby.functions.users;

import dev.cubby.testing.Api;
import dev.cubby.testing.DynamoDb;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The handlers of users, called straight.
class UsersTest extends UsersContracts {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private Api api;

  @BeforeEach
  void createHandlers() {
    api = UserFunctions.on(dynamoDb.table());
  }

  @Override
  Api api() {
    return api;
  }
}
