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
import dev.cubby.local.faults.Fault;
import dev.cubby.local.faults.FaultProxy;
import dev.cubby.shared.auth.ApiKey;
import dev.cubby.shared.auth.Role;
import dev.cubby.shared.dynamodb.Idempotency;
import dev.cubby.shared.version.Precondition;
import dev.cubby.testing.ApiKeys;
import dev.cubby.testing.DynamoDb;
import dev.cubby.testing.ScriptedDynamoDb;
import dev.cubby.testing.ScriptedDynamoDb.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizeTest {

  private static final Instant NOW = Instant.parse("2096-01-02T03:04:05Z");
  private static final String STAGE =
      "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/dev";

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private final ApiKey key = ApiKey.generate();
  private KeyStore keys;
  private Authorize authorize;

  @BeforeEach
  void createHandler() {
    keys = new KeyStore(dynamoDb.table());
    authorize = new Authorize(keys, ApiKeys.RATE_LIMIT_POLICIES, InstantSource.fixed(NOW));
  }

  @Test
  void knownKey_getsItsCallerAsContextAndItsHashForTheUsagePlan() {
    store(Plan.PRO, NOW.plusSeconds(1), READ);

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
                "rateLimitPolicy",
                    "\"rate\";q=100;w=1;cubby-burst=200, \"quota\";q=1000000;w=2592000",
                "expiresAt", "2096-01-02T03:04:06Z"));
    assertThat(response.toString()).doesNotContain(key.secret());
  }

  @Test
  void policy_coversEveryRouteOfTheRolesWhateverWasAskedFor() {
    assertThat(allowed(READ))
        .contains("GET/items", "POST/source/expose")
        .doesNotContain("POST/items");
    assertThat(allowed(WRITE)).contains("POST/items").doesNotContain("GET/items");
    assertThat(allowed(ADMIN)).contains("GET/users").doesNotContain("GET/items", "POST/items");
    assertThat(allowed(READ, WRITE, ADMIN)).contains("GET/items", "POST/items", "GET/users");
  }

  @Test
  void expiredKey_isDeniedEverything() {
    store(Plan.BASIC, NOW, READ, WRITE);

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
    store(Plan.BASIC, null, READ);
    var event = event();
    event.setHeaders(Map.of("X-API-KEY", key.secret()));

    assertThat(authorize.handleRequest(event).getPrincipalId()).isEqualTo("u1");
  }

  // ---- lastUsedOn ------------------------------------------------------------------------------

  @Test
  void authorizationsOfADay_noteItOnce() {
    store(Plan.BASIC, null, READ);
    dynamoDb.calls();

    authorize(key.secret());
    assertThat(dynamoDb.calls()).isEqualTo(2);
    authorize(key.secret());
    authorize(key.secret());

    assertThat(dynamoDb.calls()).isEqualTo(2);
    assertThat(lastUsedOn()).hasToString("2096-01-02");
  }

  @Test
  void authorizationOnTheNextDay_notesThat() {
    store(Plan.BASIC, null, READ);
    authorize(key.secret());

    authorize =
        new Authorize(
            keys, ApiKeys.RATE_LIMIT_POLICIES, InstantSource.fixed(NOW.plus(Duration.ofDays(1))));
    authorize(key.secret());

    assertThat(lastUsedOn()).hasToString("2096-01-03");
  }

  @Test
  void authorizationsAtOnce_noteTheDayOnce() {
    store(Plan.BASIC, null, READ);
    dynamoDb.units();

    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 10; i++) {
        callers.execute(() -> authorize(key.secret()));
      }
    }

    // A read for each, and a single write: a failed condition reports no units.
    assertThat(dynamoDb.units()).isEqualTo(10 * 1 + 1);
  }

  @Test
  void expiredKey_isNotNotedAsUsed() {
    store(Plan.BASIC, NOW, READ);
    dynamoDb.calls();

    authorize(key.secret());

    assertThat(dynamoDb.calls()).isEqualTo(1);
  }

  @Test
  void noteThatFails_keepsNobodyOut() {
    store(Plan.BASIC, null, READ);
    try (var proxy = FaultProxy.to(dynamoDb.endpoint())) {
      proxy.follow(operation -> operation.equals("UpdateItem") ? Fault.INTERNAL_ERROR : null);
      authorize =
          new Authorize(
              new KeyStore(dynamoDb.table(proxy.endpoint())),
              ApiKeys.RATE_LIMIT_POLICIES,
              InstantSource.fixed(NOW));

      assertThat(statement(authorize(key.secret())).get("Effect")).isEqualTo("Allow");
    }
  }

  @Test
  void noteThatIsDenied_keepsNobodyOut() {
    var stored =
        new Reply(
            200,
            """
            {"Item": {"userId": {"S": "u1"}, "keyId": {"S": "k1"}, "gatewayKeyId": {"S": "g1"},
              "roles": {"S": "read"}, "plan": {"S": "basic"}}}
            """);
    try (var aws = ScriptedDynamoDb.answering(stored, Reply.error(400, "AccessDeniedException"))) {
      authorize =
          new Authorize(
              new KeyStore(dynamoDb.table(aws.endpoint())),
              ApiKeys.RATE_LIMIT_POLICIES,
              InstantSource.fixed(NOW));

      assertThat(statement(authorize(key.secret())).get("Effect")).isEqualTo("Allow");
      assertThat(aws.requests()).hasSize(2);
    }
  }

  private LocalDate lastUsedOn() {
    return requireNonNull(keys.find("u1", "k1", NOW).orElseThrow().lastUsedOn());
  }

  private void store(Plan plan, @Nullable Instant expiresAt, Role... roles) {
    // In place of the one before, if there is one.
    keys.delete("u1", "k1", NOW, new Precondition.Present());
    var settings = new Settings(null, Set.of(roles), plan);
    var newKey = new NewKey(key.hash(), "u1", "k1", settings, expiresAt);
    assertThat(keys.activate(newKey, "g1", NOW, Idempotency.NONE, _ -> {})).isPresent();
  }

  private List<String> allowed(Role... roles) {
    store(Plan.BASIC, null, roles);
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
    return authorize.handleRequest(event);
  }

  private static APIGatewayCustomAuthorizerEvent event() {
    var event =
        EventLoader.loadEvent("events/authorize.json", APIGatewayCustomAuthorizerEvent.class);
    event.setMethodArn(STAGE + "/GET/records/settings");
    return event;
  }
}
