package dev.cubby.functions.keys;

import dev.cubby.testing.Api;
import dev.cubby.testing.ApiKeys;
import dev.cubby.testing.DirectApi.MovableClock;
import dev.cubby.testing.DynamoDb;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The handlers of keys, called straight.
class KeysTest {

  private final MovableClock clock = new MovableClock();

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  @RegisterExtension final ApiKeys apiKeys = new ApiKeys(clock);

  private Api api;

  @BeforeEach
  void createHandlers() {
    var functions = new KeyFunctions(dynamoDb.table(), apiKeys.client(), clock);
    functions.bootstrap(Map.of());
    api = functions.api();
  }

  @Nested
  class Keys extends KeysContract {

    @Override
    Api api() {
      return api;
    }

    @Override
    String newUser() {
      return KeyFunctions.newUser(dynamoDb.table());
    }
  }

  @Nested
  class Changes extends KeyChangesContract {

    @Override
    Api api() {
      return api;
    }

    @Override
    String newUser() {
      return KeyFunctions.newUser(dynamoDb.table());
    }
  }

  @Nested
  class Rotation extends KeyRotationContract {

    @Override
    Api api() {
      return api;
    }

    @Override
    String newUser() {
      return KeyFunctions.newUser(dynamoDb.table());
    }
  }
}
