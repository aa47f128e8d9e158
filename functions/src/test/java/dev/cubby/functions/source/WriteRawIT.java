package dev.cubby.functions.source;

import dev.cubby.testing.Api;
import dev.cubby.testing.HttpApi;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Events over HTTP, through API Gateway and the authorizer as `local` runs them.
class WriteRawIT {

  @RegisterExtension static final HttpApi api = HttpApi.shared();

  @Nested
  class Events extends WriteRawContract {

    @Override
    Api api() {
      return api;
    }
  }

  @Nested
  class Times extends EventTimeContract {

    @Override
    Api api() {
      return api;
    }
  }
}
