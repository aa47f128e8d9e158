package dev.cubby.functions.users;

import dev.cubby.testing.Api;
import dev.cubby.testing.HttpApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// Users over HTTP, through API Gateway and the authorizer as `local` runs them.
class EmailsIT extends EmailsContract {

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
