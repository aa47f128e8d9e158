package dev.cubby.functions.keys;

import static dev.cubby.shared.auth.Role.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.shared.dynamodb.UserPartition;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import dev.cubby.testing.TestUser;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The life of keys over HTTP, with an authorizer whose answers are kept for a second.
@Timeout(1200)
class KeyLifeIT extends KeysCase {

  private static final Call LIST = Call.get("/records");

  /// An expired key is 403 until DynamoDB deletes it, and then 401.
  private static final Set<Integer> REFUSED = Set.of(401, 403);

  @RegisterExtension static final HttpApi api = HttpApi.with("AuthorizerCacheSeconds", "1");

  @Override
  Api api() {
    return api;
  }

  @Override
  String newUser() {
    return signUp();
  }

  @Test
  void firstKey_mayDoEverything() {
    api.send(Call.get("/users"), api.adminKey()).hasStatus(200);
    api.send(Call.post("/records/a", "1"), api.adminKey()).hasStatus(201);
    api.send(LIST, api.adminKey()).hasStatus(200);
    var own = "/users/" + UserPartition.ADMINISTRATOR + "/keys";
    assertThat(api.send(Call.get(own), api.adminKey()).hasStatus(200).items("lastUsedOn"))
        .allMatch(date -> !date.isEmpty());
  }

  @Test
  void madeKey_worksAtOnceAndIsNotedAsUsed() {
    var user = newUser();
    var made = make(user);

    send(LIST, made).hasStatus(200);
    send(Call.post("/records/a", "1"), made).isProblem(403);
    send(Call.get("/users"), made).isProblem(403);

    assertThat(call(Call.get(user + "/keys")).items("lastUsedOn").getFirst())
        .matches("\\d{4}-\\d\\d-\\d\\d");
  }

  @Test
  void madeKey_isThrottledByItsOwnPlan() {
    var user = newUser();
    var hasty = make(user);
    var other = make(user);

    send(LIST, hasty).hasStatus(200);

    // Plan basic lets 20 pass at once, and 10 a second, which a busy machine may not exceed at
    // once.
    var statuses = new HashSet<Integer>();
    eventually(() -> {
      statuses.addAll(listsAtOnce(hasty));
      return statuses.contains(429);
    });
    assertThat(statuses).contains(200, 429);
    send(LIST, other).hasStatus(200);
  }

  @Test
  void revokedKey_isRefusedOnceTheCacheHasForgotten() {
    var user = newUser();
    var made = make(user);
    send(LIST, made).hasStatus(200);

    call(Call.delete(pathOf(user, made))).hasStatus(204);

    eventually(() -> send(LIST, made).status() == 401);
    eventually(() -> !api.apiGatewayHas(secretOf(made).hash()));
  }

  @Test
  void rotatedKey_worksDuringItsGrace() {
    var user = newUser();
    var made = make(user);

    var rotated = rotate(user, made, "{\"graceSeconds\":3600}").hasStatus(201);

    send(LIST, rotated).hasStatus(200);
    send(LIST, made).hasStatus(200);
  }

  @Test
  void rotatedKey_endsAfterItsGrace() {
    var user = newUser();
    var made = make(user);
    send(LIST, made).hasStatus(200);

    var rotated = rotate(user, made, "{\"graceSeconds\":1}").hasStatus(201);

    eventually(() -> REFUSED.contains(send(LIST, made).status()));
    send(LIST, rotated).hasStatus(200);
  }

  @Test
  void expiredKey_isRefusedAtOnce() {
    var user = newUser();
    Answer made;
    Instant expiry;
    // The first request must come before the expiry, on a busy machine too.
    int seconds = 8;
    do {
      expiry = Instant.now().plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS);
      var body = "{\"roles\":[\"read\"],\"plan\":\"pro\",\"expiresAt\":\"" + expiry + "\"}";
      made = make(user, body).hasStatus(201);
      seconds *= 2;
    } while (send(LIST, made).status() != 200);

    while (Instant.now().isBefore(expiry)) {
      send(LIST, made);
      api.elapse(Duration.ofMillis(100));
    }

    // Whatever is in the cache.
    assertThat(send(LIST, made).status()).isIn(REFUSED);
  }

  @Test
  void changedRoles_areInForceOnceTheCacheHasForgotten() {
    var user = newUser();
    var made = make(user);
    send(LIST, made).hasStatus(200);

    call(Call.put(pathOf(user, made), "{\"roles\":[\"write\"]}")).hasStatus(200);

    eventually(() -> send(LIST, made).status() == 403);
    send(Call.post("/records/a", "1"), made).hasStatus(201);
  }

  @Test
  void changedPlan_isInForceSoon() {
    var user = newUser();
    var made = make(user);

    call(Call.put(pathOf(user, made), "{\"plan\":\"pro\"}")).hasStatus(200);

    // More than plan basic lets pass.
    eventually(() -> Set.copyOf(listsAtOnce(made)).equals(Set.of(200)));
  }

  @Test
  void usage_countsWhatTheKeyDid() {
    var user = newUser();
    var made = make(user);
    send(LIST, made).hasStatus(200);

    // What is kept then is what is answered from then on.
    eventually(() -> send(Call.get("/usage"), made).status() == 200);
    eventually(
        () -> send(Call.get("/usage"), made).json().path("days").path(30).path("used").asInt() > 0);
    eventually(() -> call(Call.get(user + "/usage")).status() == 200);
    eventually(() -> call(Call.head(user + "/usage")).status() == 200);
    eventually(() -> send(Call.head("/usage"), made).status() == 200);
  }

  @Test
  void usageAskedForTooOften_is429() {
    var admin = TestUser.create().keyOnPlan("admin", ADMIN);
    var call = Call.get(NOBODY + "/usage").as(admin);

    var answers = new ArrayList<Answer>();
    eventually(() -> {
      answers.addAll(api.atOnce(Collections.nCopies(20, call)));
      return answers.stream().anyMatch(answer -> answer.status() == 429);
    });

    assertThat(answers).extracting(Answer::status).contains(404, 429);
    assertThat(answers)
        .filteredOn(answer -> answer.status() == 429)
        .allSatisfy(answer -> assertThat(answer.header("Retry-After")).isEqualTo("1"));
  }

  private static List<Integer> listsAtOnce(Answer key) {
    var list = LIST.header("x-api-key", secretOf(key).secret());
    return api.atOnce(Collections.nCopies(100, list)).stream().map(Answer::status).toList();
  }

  private static Answer send(Call call, Answer key) {
    return api.send(call, secretOf(key).secret());
  }

  private static void eventually(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      api.elapse(Duration.ofMillis(100));
    }
  }
}
