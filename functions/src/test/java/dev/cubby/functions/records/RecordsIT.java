package dev.cubby.functions.records;

import dev.cubby.testing.Api;
import dev.cubby.testing.HttpApi;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Records over HTTP, through API Gateway and the authorizer as `local` runs them.
class RecordsIT {

  @RegisterExtension static final HttpApi api = HttpApi.shared();

  @Nested
  class Records extends RecordsContract {

    @Override
    Api api() {
      return api;
    }
  }

  @Nested
  class Conditions extends RecordConditionsContract {

    @Override
    Api api() {
      return api;
    }
  }

  @Nested
  class Expiry extends RecordExpiryContract {

    @Override
    Api api() {
      return api;
    }
  }

  @Nested
  class Lists extends RecordListsContract {

    @Override
    Api api() {
      return api;
    }
  }

  @Nested
  class Values extends RecordValuesContract {

    @Override
    Api api() {
      return api;
    }
  }
}
