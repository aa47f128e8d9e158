package dev.cubby.functions.users;

import dev.cubby.testing.Api;
import dev.cubby.testing.HttpApi;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Users over HTTP, through API Gateway and the authorizer as `local` runs them.
class EmailsIT extends EmailsContract {

  @RegisterExtension static final HttpApi api = HttpApi.shared();

  @Override
  Api api() {
    return api;
  }
}
