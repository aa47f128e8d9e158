package dev.cubby.functions.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Keys over HTTP, through API Gateway and the authorizer as `local` runs them.
class KeysIT extends KeysContract {

  private static HttpApi api;

  @BeforeAll
  static void start() {
    api = HttpApi.start();
    api.bootstrap();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Override
  Api api() {
    return api;
  }

  @Test
  void head_answersAsGetWithoutABody() {
    var user = newUser();
    make(user);

    assertThat(call(Call.head(user + "/keys")).hasStatus(200).body()).isEmpty();
    call(Call.head(NOBODY + "/keys")).hasStatus(404);
  }

  @Override
  String newUser() {
    return signUp();
  }
}
