package dev.cubby.functions.users;

import dev.cubby.idempotency.CreatingUsers;
import dev.cubby.idempotency.DirectIdempotencyContract;
import dev.cubby.idempotency.ResourceIdempotencyContract;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.Api;

class UserIdempotencyTest extends DirectIdempotencyContract<CreatingUsers>
    implements ResourceIdempotencyContract {

  @Override
  public UserIdempotencyTest tests() {
    return this;
  }

  @Override
  protected Api on(Table table) {
    return UserFunctions.on(table);
  }

  @Override
  protected CreatingUsers newEndpoint() {
    return new CreatingUsers();
  }
}
