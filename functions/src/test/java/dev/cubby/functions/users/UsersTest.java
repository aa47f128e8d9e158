package dev.cubby.functions.users;

import dev.cubby.testing.Api;
import dev.cubby.testing.DynamoDb;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The handlers of users, called straight.
class UsersTest {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private Api api;

  @BeforeEach
  void createHandlers() {
    api = UserFunctions.on(dynamoDb.table());
  }

  @Nested
  class Users extends UsersContract {

    @Override
    Api api() {
      return api;
    }
  }

  @Nested
  class Fields extends UserFieldsContract {

    @Override
    Api api() {
      return api;
    }
  }

  @Nested
  class Conditions extends UserConditionsContract {

    @Override
    Api api() {
      return api;
    }
  }

  @Nested
  class Lists extends UserListsContract {

    @Override
    Api api() {
      return api;
    }
  }
}
