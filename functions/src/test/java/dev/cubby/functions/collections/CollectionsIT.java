package dev.cubby.functions.collections;

import dev.cubby.testing.Api;
import dev.cubby.testing.HttpApi;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Collections and documents over HTTP, through API Gateway and the authorizer as `local` runs
/// them.
class CollectionsIT extends CollectionsContracts {

  @RegisterExtension static final HttpApi api = HttpApi.shared();

  @Override
  Api api() {
    return api;
  }
}
