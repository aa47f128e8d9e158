package dev.cubby.functions.items;

import dev.cubby.testing.Api;
import dev.cubby.testing.HttpApi;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Items over HTTP, through API Gateway and the authorizer as `local` runs them.
class ItemsIT extends ItemsContract {

  @RegisterExtension static final HttpApi api = HttpApi.shared();

  @Override
  protected Api api() {
    return api;
  }
}
