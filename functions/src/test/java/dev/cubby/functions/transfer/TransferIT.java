package dev.cubby.functions.transfer;

import dev.cubby.testing.Api;
import dev.cubby.testing.HttpApi;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Exports and imports over HTTP, through API Gateway and the authorizer as `local` runs them.
class TransferIT {

  @RegisterExtension static final HttpApi api = HttpApi.shared();

  @Nested
  class Exports extends ExportContract {

    @Override
    Api api() {
      return api;
    }
  }

  @Nested
  class Imports extends ImportContract {

    @Override
    Api api() {
      return api;
    }
  }

  @Nested
  class InvalidLines extends InvalidLinesContract {

    @Override
    Api api() {
      return api;
    }
  }

  @Nested
  class Collections extends CollectionTransferContract {

    @Override
    Api api() {
      return api;
    }
  }

  @Nested
  class UserExports extends UserExportContract {

    @Override
    Api api() {
      return api;
    }
  }
}
