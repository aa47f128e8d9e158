package dev.cubby.functions.source;

import dev.cubby.testing.Api;
import dev.cubby.testing.HttpApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// Over HTTP, through API Gateway and the authorizer as `local` runs them.
class WriteRawIT extends WriteRawContract {

  private static HttpApi api;

  @BeforeAll
  static void start() {
    api = HttpApi.start();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Override
  Api api() {
    return api;
  }
}
