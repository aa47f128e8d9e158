package dev.cubby.functions.keys;

import static dev.cubby.shared.auth.Role.ADMIN;
import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.shared.auth.ApiKey;
import dev.cubby.shared.auth.Caller;
import dev.cubby.shared.gateway.GatewayKeys;
import dev.cubby.testing.ApiKeys;
import dev.cubby.testing.DynamoDb;
import dev.cubby.testing.TestContext;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.apigateway.model.UsagePlanKey;

class BootstrapTest {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  @RegisterExtension final ApiKeys apiKeys = new ApiKeys();

  private KeyStore keys;
  private Bootstrap bootstrap;

  @BeforeEach
  void createHandler() {
    keys = new KeyStore(dynamoDb.table());
    bootstrap =
        new Bootstrap(
            keys,
            new GatewayKeys(apiKeys.client()),
            Map.of("admin", "AdminPlan", "basic", "BasicPlan", "pro", "ProPlan"));
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
  void keys_areCountedByTheirPlansUnderTheirHashes() {
    var made = bootstrap.handleRequest(Map.of(), new TestContext());

    assertThat(countedBy("AdminPlan"))
        .isEqualTo(Map.of(callerOf(made.adminKey()).keyId(), hash(made.adminKey())));
    assertThat(countedBy("ProPlan"))
        .isEqualTo(Map.of(callerOf(made.userKey()).keyId(), hash(made.userKey())));
    assertThat(countedBy("BasicPlan")).isEmpty();
    assertThat(apiKeys.client().getApiKeys().items()).hasSize(2).allMatch(key -> key.enabled());
  }

  @Test
  void keyThatApiGatewayHasOutsideOfItsPlan_isPutIntoIt() {
    var input = Map.of("adminKey", "chosen-admin-key", "userKey", "chosen-user-key");
    bootstrap.handleRequest(input, new TestContext());
    apiKeys
        .client()
        .getUsagePlanKeys(get -> get.usagePlanId("ProPlan"))
        .items()
        .forEach(key ->
            apiKeys
                .client()
                .deleteUsagePlanKey(remove -> remove.usagePlanId("ProPlan").keyId(key.id())));

    bootstrap.handleRequest(input, new TestContext());

    assertThat(countedBy("ProPlan")).containsValue(hash("chosen-user-key"));
    assertThat(apiKeys.client().getApiKeys().items()).hasSize(2);
  }

  @Test
  void malformedKey_isRefused() {
    assertThatThrownBy(
            () -> bootstrap.handleRequest(Map.of("adminKey", "short"), new TestContext()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A key has 8 to 128 characters out of A-Z a-z 0-9 . _ ~ -");
  }

  private Map<String, String> countedBy(String planId) {
    return apiKeys.client().getUsagePlanKeys(get -> get.usagePlanId(planId)).items().stream()
        .collect(Collectors.toMap(UsagePlanKey::name, UsagePlanKey::value));
  }

  private static String hash(String secret) {
    return ApiKey.parse(secret).orElseThrow().hash();
  }

  private Caller callerOf(String secret) {
    return keys.find(ApiKey.parse(secret).orElseThrow().hash()).orElseThrow();
  }
}
