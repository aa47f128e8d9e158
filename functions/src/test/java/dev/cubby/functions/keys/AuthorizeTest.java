package dev.cubby.functions.keys;

import static dev.cubby.shared.auth.Role.ADMIN;
import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponseV1;
import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import dev.cubby.shared.auth.ApiKey;
import dev.cubby.shared.auth.Caller;
import dev.cubby.shared.auth.Role;
import dev.cubby.testing.DynamoDb;
import dev.cubby.testing.TestContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizeTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final String STAGE =
      "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/dev";

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private final ApiKey key = ApiKey.generate();
  private KeyStore keys;
  private Authorize authorize;

  @BeforeEach
  void createHandler() {
    keys = new KeyStore(dynamoDb.table());
    authorize = new Authorize(keys, InstantSource.fixed(NOW));
  }

  @Test
  void knownKey_getsItsCallerAsContextAndItsHashForTheUsagePlan() {
    keys.put(key.hash(), new Caller("u1", "k1", Set.of(READ), "pro", NOW.plusSeconds(1)));

    var response = authorize(key.secret());

    assertThat(response.getPrincipalId()).isEqualTo("u1");
    assertThat(response.getUsageIdentifierKey()).isEqualTo(key.hash());
    assertThat(response.getContext())
        .isEqualTo(
            Map.of(
                "userId", "u1",
                "keyId", "k1",
                "roles", "read",
                "plan", "pro",
                "expiresAt", "2026-01-02T03:04:06Z"));
    assertThat(response.toString()).doesNotContain(key.secret());
  }

  @Test
  void policy_coversEveryRouteOfTheRolesWhateverWasAskedFor() {
    assertThat(allowed(READ))
        .containsExactly("GET/records", "GET/records/*", "HEAD/records", "HEAD/records/*");
    assertThat(allowed(WRITE))
        .containsExactly("POST/records/*", "PUT/records/*", "DELETE/records/*");
    assertThat(allowed(ADMIN))
        .containsExactly(
            "GET/users",
            "GET/users/*",
            "HEAD/users",
            "HEAD/users/*",
            "POST/users",
            "POST/users/*",
            "PUT/users/*",
            "DELETE/users/*");
    assertThat(allowed(READ, WRITE, ADMIN)).hasSize(15);
  }

  @Test
  void expiredKey_isDeniedEverything() {
    keys.put(key.hash(), new Caller("u1", "k1", Set.of(READ, WRITE), "basic", NOW));

    assertDeniesAll(authorize(key.secret()));
  }

  @Test
  void unknownKey_isUnauthorizedByOneRead() {
    dynamoDb.calls();
    assertThatThrownBy(() -> authorize(key.secret())).hasMessage("Unauthorized");
    assertThat(dynamoDb.calls()).isEqualTo(1);
    assertThat(dynamoDb.units()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "with space in it", "quote'quote'"})
  void malformedKey_isUnauthorizedWithoutARead(String text) {
    dynamoDb.calls();
    assertThatThrownBy(() -> authorize(text)).hasMessage("Unauthorized");
    assertThat(dynamoDb.calls()).isZero();
  }

  @Test
  void headerOfAnyCase_isFound() {
    keys.put(key.hash(), new Caller("u1", "k1", Set.of(READ), "basic", null));
    var event = event();
    event.setHeaders(Map.of("X-API-KEY", key.secret()));

    assertThat(authorize.handleRequest(event, new TestContext()).getPrincipalId()).isEqualTo("u1");
  }

  private List<String> allowed(Role... roles) {
    keys.put(key.hash(), new Caller("u1", "k1", Set.of(roles), "basic", null));
    var statement = statement(authorize(key.secret()));
    assertThat(statement.get("Effect")).isEqualTo("Allow");
    assertThat(statement.get("Action")).isEqualTo("execute-api:Invoke");
    return resources(statement).stream()
        .map(resource -> resource.substring(STAGE.length() + 1))
        .toList();
  }

  private static void assertDeniesAll(IamPolicyResponseV1 response) {
    var statement = statement(response);
    assertThat(statement.get("Effect")).isEqualTo("Deny");
    assertThat(resources(statement)).containsExactly(STAGE + "/*");
  }

  private static Map<?, ?> statement(IamPolicyResponseV1 response) {
    var policy = response.getPolicyDocument();
    assertThat(policy).containsEntry("Version", "2012-10-17");
    assertThat((Object[]) policy.get("Statement")).hasSize(1);
    return (Map<?, ?>) requireNonNull((Object[]) policy.get("Statement"))[0];
  }

  private static List<String> resources(Map<?, ?> statement) {
    return List.of(requireNonNull((String[]) statement.get("Resource")));
  }

  private IamPolicyResponseV1 authorize(String secret) {
    var event = event();
    event.setHeaders(Map.of("x-api-key", secret));
    return authorize.handleRequest(event, new TestContext());
  }

  private static APIGatewayCustomAuthorizerEvent event() {
    var event =
        EventLoader.loadEvent("events/authorize.json", APIGatewayCustomAuthorizerEvent.class);
    event.setMethodArn(STAGE + "/GET/records/settings");
    return event;
  }
}
