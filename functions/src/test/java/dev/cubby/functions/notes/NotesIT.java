package dev.cubby.functions.notes;

import dev.cubby.testing.Api;
import dev.cubby.testing.HttpApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// Notes over HTTP, through API Gateway and the authorizer as `local` runs them.
class NotesIT extends NotesContract {

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
  protected Api api() {
    return api;
  }
}
