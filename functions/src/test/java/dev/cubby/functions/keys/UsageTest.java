package dev.cubby.functions.keys;

import static dev.cubby.shared.auth.Role.READ;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cubby.local.faults.FaultProxy;
import dev.cubby.shared.dynamodb.UserPartition;
import dev.cubby.shared.gateway.GatewayPlans;
import dev.cubby.testing.Answer;
import dev.cubby.testing.ApiKeys;
import dev.cubby.testing.Call;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.TestUser;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Usage, as the functions answer it on the clock that plans count by: 2 January 2096 at first.
class UsageTest extends DirectKeysCase {

  private static final Duration DAY = Duration.ofDays(1);

  private String user;

  @BeforeEach
  void createUser() {
    functions.bootstrap(Map.of());
    user = newUser();
  }

  @Test
  void usage_hasTheLimitsOfThePlanAndWhatWasUsedOfThem() {
    var made = make(user);
    use(made, 3);

    var usage = own(made).hasStatus(200).json();

    assertThat(usage.propertyStream().map(Map.Entry::getKey))
        .containsExactly(
            "keyId", "plan", "limits", "quotaResetsAt", "days", "asOf", "maxAgeSeconds");
    assertThat(usage.path("keyId").asText()).isEqualTo(idOf(made));
    assertThat(usage.path("plan").asText()).isEqualTo("basic");
    assertThat(usage.path("limits"))
        .hasToString(
            "{\"requestsPerSecond\":10.0,\"burst\":20,\"quota\":10000,\"period\":\"day\"}");
    assertThat(usage.path("quotaResetsAt").asText()).isEqualTo("2096-01-03T00:00:00Z");
    assertThat(usage.path("asOf").asText()).matches("2096-01-02T03:04:05\\.\\d{3}Z");
    assertThat(usage.path("maxAgeSeconds").asInt()).isEqualTo(300);
    assertThat(usage.path("days")).hasSize(31);
    assertThat(today(usage)).hasToString("{\"date\":\"2096-01-02\",\"used\":3,\"remaining\":9997}");
  }

  @Test
  void pageThatTakesTooLong_is503AndGetsFurtherNextTime() {
    make(user);
    make(user);
    var keys = new KeyStore(dynamoDb.table());
    var plans = new GatewayPlans(apiKeys.client());
    var seconds = new AtomicInteger();
    InstantSource slow = () -> clock.instant().plusSeconds(seconds.addAndGet(6));
    var usage = new UsageReports(dynamoDb.table(), plans, slow);
    var api = new DirectApi(clock, new GetUserUsage(keys, usage, clock));

    assertThat(call(api, Call.get(user + "/usage")).isProblem(503).header("Retry-After"))
        .isEqualTo("2");
    seconds.set(0);

    assertThat(call(api, Call.get(user + "/usage")).hasStatus(200).items("keyId"))
        .containsExactlyElementsOf(keysOf(user));
  }

  @Test
  void usage_isPerDay() {
    var made = make(user);
    use(made, 2);
    api().elapse(DAY);
    use(made, 1);

    var days = own(made).hasStatus(200).json().path("days");

    assertThat(days.path(29))
        .hasToString("{\"date\":\"2096-01-02\",\"used\":2,\"remaining\":9998}");
    assertThat(days.path(30))
        .hasToString("{\"date\":\"2096-01-03\",\"used\":1,\"remaining\":9999}");
  }

  @ParameterizedTest
  @CsvSource({"pro,month,2096-02-01T00:00:00Z", "basic,day,2096-01-03T00:00:00Z"})
  void quota_beginsAnewWithItsPeriod(String plan, String period, String reset) {
    var usage =
        own(make(user, "{\"roles\":[\"read\"],\"plan\":\"" + plan + "\"}").hasStatus(201)).json();

    assertThat(usage.path("limits").path("period").asText()).isEqualTo(period);
    assertThat(usage.path("quotaResetsAt").asText()).isEqualTo(reset);
  }

  @Test
  void planWithoutAQuota_hasNothingRemaining() {
    var made = make(user, "{\"roles\":[\"admin\"],\"plan\":\"admin\"}").hasStatus(201);
    use(made, 1);

    var usage = own(made).hasStatus(200).json();

    assertThat(usage.path("limits")).hasToString("{\"requestsPerSecond\":50.0,\"burst\":100}");
    assertThat(usage.has("quotaResetsAt")).isFalse();
    assertThat(today(usage)).hasToString("{\"date\":\"2096-01-02\",\"used\":1}");
  }

  @Test
  void usage_isKeptForFiveMinutesAndSaysSo() {
    var made = make(user);
    var first = own(made).hasStatus(200);
    use(made, 1);
    api().elapse(Duration.ofSeconds(299));

    assertThat(own(made).body()).isEqualTo(first.body());
    assertThat(ofUser("").json().path("items").path(0)).isEqualTo(first.json());

    api().elapse(Duration.ofSeconds(1));
    assertThat(today(own(made).json()).path("used").asInt()).isEqualTo(1);
  }

  @Test
  void usageThatIsKept_needsNoControlPlane() {
    var made = make(user);
    var first = own(made).hasStatus(200);
    var gone = FaultProxy.to(apiKeys.endpoint());
    gone.close();

    var api = new KeyFunctions(dynamoDb.table(), ApiKeys.client(gone.endpoint()), clock).api();

    assertThat(api.call(Call.get("/usage").as(holderOf(user, made))).body())
        .isEqualTo(first.body());
  }

  @Test
  void keyThatIsNotYetInItsNewPlan_hasNoDays() {
    var made = make(user);
    call(Call.put(pathOf(user, made), "{\"plan\":\"pro\"}")).hasStatus(200);

    var usage = own(made).hasStatus(200).json();

    assertThat(usage.path("plan").asText()).isEqualTo("pro");
    assertThat(usage.path("days")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10})
  void usageOfAUser_isOfEachKeyInTheOrderOfCreation(int limit) {
    var keys = IntStream.range(0, 3).mapToObj(_ -> make(user)).toList();
    use(keys.get(1), 2);

    assertThat(walk(user + "/usage", "limit=" + limit))
        .isEqualTo(keys.stream().map(KeysCase::idOf).toList());
    assertThat(ofUser("").json().path("items"))
        .extracting(usage -> today(usage).path("used").asInt())
        .containsExactly(0, 2, 0);
  }

  @Test
  void usageOfTooManyKeysAtOnce_is400() {
    ofUser("?limit=11").isInvalid("limit");
  }

  @Test
  void usageOfNobody_is404() {
    call(Call.get(NOBODY + "/usage")).isProblem(404);
    call(Call.get("/users/nobody/usage")).isProblem(404);
    assertThat(ofUser("").hasStatus(200).items("keyId")).isEmpty();
  }

  /// Who has keys but no profile.
  @Test
  void pagesOfTheAdministrator_mayBeEmpty() {
    var administrator = "/users/" + UserPartition.ADMINISTRATOR;
    var path = administrator + "/keys/" + keysOf(administrator).getFirst();
    // Keys of one millisecond are in random order.
    api().elapse(Duration.ofSeconds(1));
    var rotated = call(Call.post(path + "/rotate", "{}")).hasStatus(201);
    assertThat(call(Call.get(administrator + "/keys?limit=1")).hasStatus(200).items("keyId"))
        .isEmpty();

    for (var list : List.of("/keys", "/usage")) {
      for (var order : List.of("asc", "desc")) {
        assertThat(walk(administrator + list, "limit=1&order=" + order))
            .containsExactly(idOf(rotated));
      }
    }
  }

  @Test
  void usageOfAKeyThatIsGone_is404() {
    var made = make(user);
    call(Call.delete(pathOf(user, made))).hasStatus(204);

    own(made).isProblem(404);
    api().call(Call.get("/usage").as(TestUser.create().key(READ))).isProblem(404);
  }

  private Answer own(Answer made) {
    return api().call(Call.get("/usage").as(holderOf(user, made)));
  }

  private Answer ofUser(String query) {
    return call(Call.get(user + "/usage" + query));
  }

  private void use(Answer made, int times) {
    for (int i = 0; i < times; i++) {
      apiKeys.use(secretOf(made).hash());
    }
  }

  private static JsonNode today(JsonNode usage) {
    return usage.path("days").path(30);
  }
}
