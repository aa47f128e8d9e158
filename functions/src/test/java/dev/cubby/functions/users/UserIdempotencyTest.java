package dev.cubby.functions.users;

import dev.cubby.idempotency.CreatingOf;
import dev.cubby.idempotency.DirectIdempotencyContract;
import dev.cubby.idempotency.ResourceIdempotencyContract;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.Api;
import dev.cubby.testing.Users;

class UserIdempotencyTest extends DirectIdempotencyContract<CreatingOf>
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
  protected CreatingOf newEndpoint() {
    return new CreatingOf(new Users());
  }
}
