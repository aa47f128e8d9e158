package dev.cubby.functions.transfer;

import dev.cubby.testing.Api;
import dev.cubby.testing.HttpApi;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Exports and imports over HTTP, through API Gateway and the authorizer as `local` runs them.
class TransferIT extends TransferContracts {

  @RegisterExtension static final HttpApi api = HttpApi.shared();

  @Override
  Api api() {
    return api;
  }
}
