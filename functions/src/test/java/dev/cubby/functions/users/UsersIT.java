package dev.cubby.functions.users;

import dev.cubby.testing.Api;
import dev.cubby.testing.HttpApi;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Users over HTTP, through API Gateway and the authorizer as `local` runs them.
class UsersIT extends UsersContract {

  @RegisterExtension static final HttpApi api = HttpApi.unshared();

  @Override
  Api api() {
    return api;
  }
}
