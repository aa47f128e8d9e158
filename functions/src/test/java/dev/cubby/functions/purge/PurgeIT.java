package dev.cubby.functions.purge;

import static dev.cubby.shared.auth.Role.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.cubby.functions.purge.EntityChart.Kind;
import dev.cubby.shared.auth.ApiKey;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import dev.cubby.testing.IdResource;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Users who are deleted over HTTP, with an authorizer whose answers are kept for two seconds. The
/// table's stream does the rest.
@Timeout(300)
class PurgeIT {

  /// What is in the table and no user's.
  private static final Set<String> NOBODYS = Set.of("usage plan", "mark of the first key");

  @RegisterExtension static final HttpApi api = HttpApi.with("AuthorizerCacheSeconds", "2");

  private static TableContents table;

  private final TestKey admin = TestUser.create().keyOnPlan("admin", ADMIN);

  @BeforeAll
  static void openTable() {
    table = new TableContents(api.dynamoDb(), "Table");
  }

  @Test
  void everyKindOfThing_isDeletedAndNothingElseIs() {
    liveAs(signUp(newEmail()));
    var others = allThings();
    var user = signUp(newEmail());
    liveAs(user);

    var things = allThings();
    things.removeAll(others);
    var kinds =
        EntityChart.read().stream().filter(kind -> !NOBODYS.contains(kind.thing())).toList();
    assertThat(kinds)
        .as("kinds of things of which the user has one")
        .allMatch(kind -> things.stream().anyMatch(kind::includes));
    assertThat(things)
        .as("things of a kind that the chart knows")
        .allMatch(thing -> kinds.stream().anyMatch(kind -> kind.includes(thing)));
    call(Call.delete(pathOf(user))).hasStatus(200);

    eventually(() -> allThings().equals(others));
  }

  @Test
  void whatIsNobodys_isInTheChart() {
    assertThat(EntityChart.read()).extracting(Kind::thing).containsAll(NOBODYS);
  }

  @Test
  void deletedUser_canSignUpAgainAtOnceAndHasNothing() {
    var email = newEmail();
    var former = signUp(email);
    liveAs(former);
    call(Call.delete(pathOf(former))).hasStatus(200);

    call(Call.get(pathOf(former))).isProblem(404);
    var user = signUp(email);

    assertThat(pathOf(user)).isNotEqualTo(pathOf(former));
    assertThat(call(Call.get(pathOf(user) + "/keys")).hasStatus(200).items("")).isEmpty();
    var key = makeKey(user);
    assertThat(api.send(Call.get("/records"), key.secret()).hasStatus(200).items("")).isEmpty();
    eventually(() -> table.of(idOf(former)).isEmpty());
    api.send(Call.get("/records"), key.secret()).hasStatus(200);
    call(Call.get(pathOf(user))).hasStatus(200);
  }

  @Test
  void keysOfADeletedUser_endAndLeaveApiGateway() {
    var user = signUp(newEmail());
    var keys = Stream.generate(() -> makeKey(user)).limit(3).toList();
    keys.forEach(key -> api.send(Call.get("/records"), key.secret()).hasStatus(200));
    call(Call.delete(pathOf(user))).hasStatus(200);

    for (var key : keys) {
      eventually(() -> api.send(Call.get("/records"), key.secret()).status() == 401);
      eventually(() -> !api.apiGatewayHas(key.hash()));
    }
  }

  /// `DeleteUser` deletes keys for 8 s at most.
  @Test
  void keysThatTheirUserLeavesBehind_endToo() {
    var user = signUp(newEmail());
    var key = makeKey(user);
    api.dynamoDb()
        .deleteItem(delete ->
            delete
                .tableName("Table")
                .key(Map.of("PK", fromS("USER#" + idOf(user)), "SK", fromS("PROFILE"))));

    eventually(() -> api.send(Call.get("/records"), key.secret()).status() == 401);
    eventually(() -> !api.apiGatewayHas(key.hash()));
    // All but the guard, which DeleteUser deletes with the profile.
    eventually(() ->
        table.of(idOf(user)).stream().allMatch(item -> fromS("EMAIL").equals(item.get("SK"))));
  }

  @Test
  @Tag("slow")
  void writersWhoGoOnUntilTheyAreRefused_leaveNothing() throws Exception {
    var user = signUp(newEmail());
    var key = makeKey(user);
    Callable<Integer> writer =
        () -> {
          int written = 0;
          while (write(key)) {
            written++;
          }
          return written;
        };
    try (var writers = Executors.newFixedThreadPool(8)) {
      var writes = Stream.generate(() -> writers.submit(writer)).limit(8).toList();
      api.elapse(Duration.ofSeconds(1));
      call(Call.delete(pathOf(user))).hasStatus(200);
      for (Future<Integer> written : writes) {
        assertThat(written.get()).isPositive();
      }
    }

    // What they wrote between the two passes stays until the last one.
    eventually(() -> table.of(idOf(user)).isEmpty());
  }

  // But for when keys were used last, which changes with the day.
  private static Set<Map<String, AttributeValue>> allThings() {
    return table.all().stream()
        .map(item -> {
          var thing = new HashMap<>(item);
          thing.remove("lastUsedOn");
          return thing;
        })
        .collect(Collectors.toSet());
  }

  // Has one of each kind of thing.
  private void liveAs(Answer user) {
    var key = makeKey(user);
    api.send(
            Call.post("/records/a", "1").header("Idempotency-Key", UUID.randomUUID().toString()),
            key.secret())
        .hasStatus(201);
    for (var type : IdResource.values()) {
      api.send(Call.post(type.path(), type.body("a")), key.secret()).hasStatus(201);
    }
    api.send(Call.post("/source/write_raw", "{\"data\":{\"a\":1}}"), key.secret()).hasStatus(200);
    eventually(() -> call(Call.get(pathOf(user) + "/usage")).status() == 200);
    // There for as long as API Gateway takes to know a key.
    table.put(Stream.of(Map.of("PK", fromS("KEY#" + key.hash()), "SK", fromS("REGISTRATION"))));
  }

  private static boolean write(ApiKey key) {
    var record = Call.put("/records/" + UUID.randomUUID() + "?upsert=true", "1");
    int status = api.patiently().call(record.header("x-api-key", key.secret())).status();
    assertThat(status).isIn(200, 201, 401, 403);
    return status < 300;
  }

  private Answer signUp(String email) {
    return call(Call.post("/users", "{\"name\":\"Ann\",\"email\":\"" + email + "\"}"))
        .hasStatus(201);
  }

  private ApiKey makeKey(Answer user) {
    var body = "{\"roles\":[\"read\",\"write\"],\"plan\":\"pro\"}";
    var made = call(Call.post(pathOf(user) + "/keys", body)).hasStatus(201);
    return ApiKey.parse(made.json().path("apiKey").asText()).orElseThrow();
  }

  private Answer call(Call call) {
    return api.call(call.as(admin));
  }

  private static String newEmail() {
    return "ann-" + UUID.randomUUID() + "@example.com";
  }

  private static String idOf(Answer user) {
    return user.json().path("userId").asText();
  }

  private static String pathOf(Answer user) {
    return "/users/" + idOf(user);
  }

  private static void eventually(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      api.elapse(Duration.ofMillis(100));
    }
  }
}
