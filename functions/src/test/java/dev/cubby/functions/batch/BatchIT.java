package dev.cubby.functions.batch;

import dev.cubby.idempotency.IdempotencyContract;
import dev.cubby.testing.Api;
import dev.cubby.testing.HttpApi;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Batches over HTTP, through API Gateway and the authorizer as `local` runs them.
class BatchIT {

  @RegisterExtension static final HttpApi api = HttpApi.shared();

  @Nested
  class Valid extends BatchContract {

    @Override
    Api api() {
      return api;
    }
  }

  @Nested
  class Invalid extends InvalidBatchContract {

    @Override
    Api api() {
      return api;
    }
  }

  @Nested
  class Idempotency extends IdempotencyContract<CreatingBatch> {

    private final CreatingBatch endpoint = new CreatingBatch();

    @Override
    protected Api api() {
      return api;
    }

    @Override
    protected CreatingBatch endpoint() {
      return endpoint;
    }
  }
}
