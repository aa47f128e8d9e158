package dev.cubby.functions.records;

import dev.cubby.testing.Api;
import dev.cubby.testing.HttpApi;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Records over HTTP, through API Gateway and the authorizer as `local` runs them.
class RecordsIT extends RecordsContracts {

  @RegisterExtension static final HttpApi api = HttpApi.shared();

  @Override
  Api api() {
    return api;
  }
}
