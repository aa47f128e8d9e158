package dev.cubby.functions.keys;

import dev.cubby.shared.dynamodb.PageRequest;
import dev.cubby.testing.Api;
import dev.cubby.testing.ApiKeys;
import dev.cubby.testing.DirectApi.MovableClock;
import dev.cubby.testing.DynamoDb;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Tests that call the functions of keys straight, on a table and a control plane of their own.
abstract class DirectKeysCase extends KeysCase {

  final MovableClock clock = new MovableClock();

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  @RegisterExtension final ApiKeys apiKeys = new ApiKeys(clock);

  KeyFunctions functions;
  private Api api;

  @BeforeEach
  final void createFunctions() {
    functions = new KeyFunctions(dynamoDb.table(), apiKeys.client(), clock);
    api = functions.api();
  }

  @Override
  final Api api() {
    return api;
  }

  @Override
  final String newUser() {
    return KeyFunctions.newUser(dynamoDb.table());
  }

  final List<StoredKey> stored(String user) {
    return new KeyStore(dynamoDb.table())
        .list(userIdOf(user), new PageRequest(100, true, null), clock.instant())
        .orElseThrow()
        .items();
  }
}
