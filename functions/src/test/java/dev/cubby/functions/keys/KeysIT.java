package dev.cubby.functions.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Keys over HTTP, through API Gateway and the authorizer as `local` runs them.
class KeysIT {

  @RegisterExtension static final HttpApi api = HttpApi.shared();

  @Nested
  class Keys extends KeysContract {

    @Override
    Api api() {
      return api;
    }

    @Override
    String newUser() {
      return signUp();
    }

    @Test
    void head_answersAsGetWithoutABody() {
      var user = newUser();
      make(user);

      assertThat(call(Call.head(user + "/keys")).hasStatus(200).body()).isEmpty();
      call(Call.head(NOBODY + "/keys")).hasStatus(404);
    }
  }

  @Nested
  class Changes extends KeyChangesContract {

    @Override
    Api api() {
      return api;
    }

    @Override
    String newUser() {
      return signUp();
    }
  }

  @Nested
  class Rotation extends KeyRotationContract {

    @Override
    Api api() {
      return api;
    }

    @Override
    String newUser() {
      return signUp();
    }
  }
}
