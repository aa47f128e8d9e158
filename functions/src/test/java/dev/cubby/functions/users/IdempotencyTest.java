package dev.cubby.functions.users;

import dev.cubby.idempotency.CreatingEndpoint;
import dev.cubby.idempotency.CreatingUsers;
import dev.cubby.idempotency.DirectIdempotencyContract;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.Api;

class IdempotencyTest extends DirectIdempotencyContract {

  @Override
  protected Api on(Table table) {
    return UserFunctions.on(table);
  }

  @Override
  protected CreatingEndpoint newEndpoint() {
    return new CreatingUsers();
  }
}
