package dev.cubby.functions.keys;

import dev.cubby.idempotency.CreatingEndpoint;
import dev.cubby.idempotency.CreatingKeys;
import dev.cubby.idempotency.DirectIdempotencyContract;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.Api;
import dev.cubby.testing.ApiKeys;
import dev.cubby.testing.DirectApi.MovableClock;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

class IdempotencyTest extends DirectIdempotencyContract {

  private final MovableClock clock = new MovableClock();

  @RegisterExtension final ApiKeys apiKeys = new ApiKeys(clock);

  @Override
  protected Api on(Table table) {
    var functions = new KeyFunctions(table, apiKeys.client(), clock);
    functions.bootstrap(Map.of());
    return functions.api();
  }

  @Override
  protected CreatingEndpoint newEndpoint() {
    return new CreatingKeys(this::newUser);
  }

  final String newUser() {
    return KeyFunctions.newUser(dynamoDb.table());
  }
}
