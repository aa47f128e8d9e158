package dev.cubby.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.shared.auth.ApiKey;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import java.time.Duration;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/// The table's stream delivers changes again after later ones. What follows from them is what
/// follows from the last one.
@Timeout(1200)
@Order(1) // Those that need this lock take turns.
@ResourceLock(HttpApi.FAULTS)
class RepeatedRecordsIT {

  /// Longer than it takes until a change is delivered again.
  private static final Duration A_WHILE = Duration.ofSeconds(3);

  @RegisterExtension static final HttpApi api = HttpApi.withFaults();

  private static final long SEED = Long.getLong("faults.seed", new Random().nextLong());

  @BeforeAll
  static void repeatRecords() {
    api.local().faults().repeatRecords(new SplittableRandom(SEED));
  }

  @Test
  void planThatChangesBackAndForth_isTheLastOne() {
    var key = make(signUp());
    var path = key.header("Location");
    for (int i = 0; i < 5; i++) {
      call(Call.put(path, "{\"plan\":\"pro\"}")).hasStatus(200);
      call(Call.put(path, "{\"plan\":\"basic\"}")).hasStatus(200);
    }
    call(Call.put(path, "{\"plan\":\"pro\"}")).hasStatus(200);

    eventually(() -> api.apiGatewayCounts(hash(key), "pro"));
    api.elapse(A_WHILE);
    assertThat(api.apiGatewayCounts(hash(key), "pro")).as("seed %d", SEED).isTrue();
    assertThat(api.apiGatewayCounts(hash(key), "basic")).as("seed %d", SEED).isFalse();
  }

  @Test
  void keyThatIsDeleted_staysDeleted() {
    var key = make(signUp());
    call(Call.put(key.header("Location"), "{\"plan\":\"pro\"}")).hasStatus(200);
    call(Call.delete(key.header("Location"))).hasStatus(204);

    eventually(() -> !api.apiGatewayHas(hash(key)));
    api.elapse(A_WHILE);
    assertThat(api.apiGatewayHas(hash(key))).as("seed %d", SEED).isFalse();
  }

  @Test
  void deletedUser_losesOnlyItsOwn() {
    var user = signUp();
    var other = signUp();
    make(user);
    var kept = make(other);
    call(Call.delete(user)).hasStatus(200);

    eventually(() -> call(Call.get(user + "/keys")).status() == 404);
    api.elapse(A_WHILE);
    call(Call.get(other)).hasStatus(200);
    assertThat(api.apiGatewayHas(hash(kept))).as("seed %d", SEED).isTrue();
  }

  private String signUp() {
    var email = UUID.randomUUID() + "@example.com";
    return call(Call.post("/users", "{\"name\":\"Ann\",\"email\":\"" + email + "\"}")
            .header("Idempotency-Key", email))
        .hasStatus(201)
        .header("Location");
  }

  private Answer make(String user) {
    return call(Call.post(user + "/keys", "{\"roles\":[\"read\"],\"plan\":\"basic\"}"))
        .hasStatus(201);
  }

  private Answer call(Call call) {
    return patient().call(call);
  }

  private static Api patient() {
    return new Api() {
      @Override
      public Answer call(Call call) {
        return api.send(call, api.adminKey());
      }

      @Override
      public void elapse(Duration time) {
        api.elapse(time);
      }
    }.patiently();
  }

  private static String hash(Answer key) {
    return ApiKey.parse(key.json().path("apiKey").asText()).orElseThrow().hash();
  }

  private static void eventually(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      api.elapse(Duration.ofMillis(100));
    }
  }
}
