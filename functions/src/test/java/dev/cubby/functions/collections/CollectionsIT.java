package dev.cubby.functions.collections;

import dev.cubby.testing.Api;
import dev.cubby.testing.HttpApi;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Collections and documents over HTTP, through API Gateway and the authorizer as `local` runs
/// them.
class CollectionsIT {

  @RegisterExtension static final HttpApi api = HttpApi.shared();

  @Nested
  class Definitions extends CollectionsContract {

    @Override
    Api api() {
      return api;
    }
  }

  @Nested
  class Documents extends DocumentsContract {

    @Override
    Api api() {
      return api;
    }
  }

  @Nested
  class Queries extends QueriesContract {

    @Override
    Api api() {
      return api;
    }
  }
}
