package dev.cubby.functions.source;

import dev.cubby.testing.Api;
import dev.cubby.testing.HttpApi;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Over HTTP, through API Gateway and the authorizer as `local` runs them.
class ListSourcesIT extends ListSourcesContract {

  @RegisterExtension static final HttpApi api = HttpApi.shared();

  @Override
  Api api() {
    return api;
  }
}
