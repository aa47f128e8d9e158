package dev.cubby.functions.keys;

import static dev.cubby.shared.auth.Role.ADMIN;
import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.shared.auth.ApiKey;
import dev.cubby.shared.auth.Caller;
import dev.cubby.testing.DynamoDb;
import dev.cubby.testing.TestContext;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BootstrapTest {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private KeyStore keys;
  private Bootstrap bootstrap;

  @BeforeEach
  void createHandler() {
    keys = new KeyStore(dynamoDb.table());
    bootstrap = new Bootstrap(keys);
  }

  @Test
  void noInput_makesKeysThatWork() {
    var made = bootstrap.handleRequest(Map.of(), new TestContext());

    assertThat(callerOf(made.adminKey()).roles()).containsExactlyInAnyOrder(ADMIN, READ, WRITE);
    assertThat(callerOf(made.userKey()).roles()).containsExactlyInAnyOrder(READ, WRITE);
    assertThat(callerOf(made.userKey()).userId()).isNotEqualTo(callerOf(made.adminKey()).userId());
  }

  @Test
  void givenKeys_areTheOnesThatWork() {
    var input = Map.of("adminKey", "chosen-admin-key", "userKey", "chosen-user-key");

    for (int i = 0; i < 2; i++) {
      var made = bootstrap.handleRequest(input, new TestContext());

      assertThat(made).isEqualTo(new Bootstrap.Keys("chosen-admin-key", "chosen-user-key"));
      assertThat(callerOf("chosen-admin-key").plan()).isEqualTo("admin");
    }
  }

  @Test
  void malformedKey_isRefused() {
    assertThatThrownBy(
            () -> bootstrap.handleRequest(Map.of("adminKey", "short"), new TestContext()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A key has 8 to 128 characters out of A-Z a-z 0-9 . _ ~ -");
  }

  private Caller callerOf(String secret) {
    return keys.find(ApiKey.parse(secret).orElseThrow().hash()).orElseThrow();
  }
}
