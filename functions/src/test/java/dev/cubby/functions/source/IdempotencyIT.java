package dev.cubby.functions.source;

import dev.cubby.idempotency.CreatingEvents;
import dev.cubby.idempotency.IdempotencyContract;
import dev.cubby.testing.Api;
import dev.cubby.testing.HttpApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// Over HTTP, through API Gateway and the authorizer as `local` runs them.
class IdempotencyIT extends IdempotencyContract<CreatingEvents> {

  private static HttpApi api;

  private final CreatingEvents endpoint = new CreatingEvents();

  @BeforeAll
  static void start() {
    api = HttpApi.start();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Override
  protected Api api() {
    return api;
  }

  @Override
  protected CreatingEvents endpoint() {
    return endpoint;
  }
}
