package dev.cubby.functions.users;

import dev.cubby.testing.Api;
import dev.cubby.testing.HttpApi;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Users over HTTP, through API Gateway and the authorizer as `local` runs them.
@Order(2) // It takes longest.
class UsersIT extends UsersContracts {

  @RegisterExtension static final HttpApi api = HttpApi.unshared();

  @Override
  Api api() {
    return api;
  }
}
