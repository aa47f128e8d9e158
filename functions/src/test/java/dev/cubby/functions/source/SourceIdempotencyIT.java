package dev.cubby.functions.source;

import dev.cubby.idempotency.CreatingEvents;
import dev.cubby.idempotency.IdempotencyContract;
import dev.cubby.testing.Api;
import dev.cubby.testing.HttpApi;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Over HTTP, through API Gateway and the authorizer as `local` runs them.
class SourceIdempotencyIT extends IdempotencyContract<CreatingEvents> {

  @RegisterExtension static final HttpApi api = HttpApi.shared();

  private final CreatingEvents endpoint = new CreatingEvents();

  @Override
  protected Api api() {
    return api;
  }

  @Override
  protected CreatingEvents endpoint() {
    return endpoint;
  }
}
