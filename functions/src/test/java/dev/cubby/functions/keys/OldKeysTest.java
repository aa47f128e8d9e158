package dev.cubby.functions.keys;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponseV1;
import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import dev.cubby.shared.auth.ApiKey;
import dev.cubby.testing.ApiKeys;
import dev.cubby.testing.Call;
import dev.cubby.testing.DirectApi.MovableClock;
import dev.cubby.testing.DynamoDb;
import dev.cubby.testing.OldTable;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys that an earlier commit made.
class OldKeysTest {

  private final MovableClock clock = new MovableClock(OldTable.time());

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();
  @RegisterExtension final ApiKeys apiKeys = new ApiKeys(clock);

  @BeforeEach
  void writeTable() {
    OldTable.write(dynamoDb);
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin", "ada", "reader", "rotated", "successor", "eve"})
  void oldKey_admitsItsCaller(String name) {
    var response = authorize(OldTable.secret(name));

    var context = new HashMap<>(response.getContext());
    assertThat(context.remove("rateLimitPolicy"))
        .isEqualTo(ApiKeys.RATE_LIMIT_POLICIES.get(context.get("plan")));
    assertThat(context).isEqualTo(OldTable.context(name));
    assertThat(response.getUsageIdentifierKey())
        .isEqualTo(ApiKey.parse(OldTable.secret(name)).orElseThrow().hash());
    assertThat((Object[]) requireNonNull(response.getPolicyDocument().get("Statement")))
        .singleElement()
        .asInstanceOf(MAP)
        .containsEntry("Effect", "Allow");
  }

  @Test
  void deletedOldKey_isUnauthorized() {
    assertThat(OldTable.context("deleted")).isEmpty();
    assertThatThrownBy(() -> authorize(OldTable.secret("deleted"))).hasMessage("Unauthorized");
  }

  @Test
  void oldKey_isUpdatedRotatedAndDeleted() {
    var functions = new KeyFunctions(dynamoDb.table(), apiKeys.client(), clock);
    functions.bootstrap(Map.of("adminKey", OldTable.secret("admin")));
    var api = functions.api();
    var admin = OldTable.key("admin");
    var reader = OldTable.key("reader").caller();
    var path = "/users/" + reader.userId() + "/keys/" + reader.keyId();

    api.call(Call.put(path, "{\"plan\":\"pro\"}").as(admin)).hasStatus(200);
    api.call(Call.post(path + "/rotate", "{\"graceSeconds\":60}").as(admin)).hasStatus(201);
    assertThat(authorize(OldTable.secret("reader")).getContext()).containsEntry("plan", "pro");
    api.call(Call.delete(path).as(admin)).hasStatus(204);

    assertThatThrownBy(() -> authorize(OldTable.secret("reader"))).hasMessage("Unauthorized");
  }

  private IamPolicyResponseV1 authorize(String secret) {
    var event =
        EventLoader.loadEvent("events/authorize.json", APIGatewayCustomAuthorizerEvent.class);
    event.setHeaders(Map.of("x-api-key", secret));
    return new Authorize(new KeyStore(dynamoDb.table()), ApiKeys.RATE_LIMIT_POLICIES, clock)
        .handleRequest(event);
  }
}
