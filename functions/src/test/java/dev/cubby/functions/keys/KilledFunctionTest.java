package dev.cubby.functions.keys;

import static dev.cubby.functions.keys.StreamEvents.changed;
import static dev.cubby.functions.keys.StreamEvents.removed;
import static dev.cubby.functions.keys.StreamEvents.unregistered;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import dev.cubby.shared.dynamodb.Key;
import dev.cubby.shared.dynamodb.UserPartition;
import dev.cubby.testing.Call;
import dev.cubby.testing.Kill;
import dev.cubby.testing.TestContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Functions that are killed between their calls of DynamoDB and API Gateway, and while an answer
/// is under way, at every point there is. Then the same is asked for again, and at last what they
/// began in the table expires.
class KilledFunctionTest extends DirectKeysCase {

  @Test
  void create_leavesOneKeyThatWorksOrNone() {
    atEveryPoint((user, kill) -> {
      killed(kill, Call.post(user + "/keys", "{\"roles\":[\"read\"],\"plan\":\"pro\"}"));

      assertThat(keysOf(user)).hasSizeLessThanOrEqualTo(1);
      assertListedKeysWork(user);
      // Who was not told the key deletes it, and makes another.
      stored(user)
          .forEach(key -> {
            call(Call.delete(user + "/keys/" + key.keyId())).hasStatus(204);
            settle(removed(key));
          });
      make(user);
      assertThat(keysOf(user)).hasSize(1);
    });
  }

  @Test
  void rotate_leavesOneKeyThatWorks() {
    atEveryPoint((user, kill) -> {
      var rotate = Call.post(pathOf(user, make(user)) + "/rotate", "{}");
      killed(kill, rotate);

      assertThat(keysOf(user)).hasSize(1);
      assertListedKeysWork(user);
      assertThat(call(rotate).status()).isIn(201, 404);
      assertThat(keysOf(user)).hasSize(1);
    });
  }

  @Test
  void delete_leavesAKeyThatWorksOrNone() {
    atEveryPoint((user, kill) -> {
      var delete = Call.delete(pathOf(user, make(user)));
      var key = stored(user).getFirst();
      killed(kill, delete);

      assertListedKeysWork(user);
      assertThat(call(delete).status()).isIn(204, 404);
      assertThat(keysOf(user)).isEmpty();
      settle(removed(key));
    });
  }

  @Test
  void changeOfPlan_isFinishedWhenTheStreamSendsItAgain() {
    atEveryPoint((user, kill) -> {
      var made = make(user);
      var hash = secretOf(made).hash();
      call(Call.put(pathOf(user, made), "{\"plan\":\"pro\"}")).hasStatus(200);
      var change = changed(hash, Plan.BASIC, Plan.PRO);

      reconcile(kill, change);
      settle(change);

      assertThat(apiKeys.countedBy("basic")).doesNotContainKey(hash);
    });
  }

  @Test
  void removalFromApiGateway_isFinishedWhenTheStreamSendsItAgain() {
    atEveryPoint((user, kill) -> {
      var delete = Call.delete(pathOf(user, make(user)));
      var key = stored(user).getFirst();
      call(delete).hasStatus(204);

      reconcile(kill, removed(key));
      settle(removed(key));

      assertThat(apiKeys.countedBy("basic")).doesNotContainKey(key.hash());
    });
  }

  @Test
  void bootstrap_makesTheChosenKeyWhenItIsInvokedAgain() {
    var administrator = "/users/" + UserPartition.ADMINISTRATOR;
    for (int n = 0; ; n++) {
      var input = Map.of("adminKey", "chosen-key-" + n);
      var kill = Kill.after(n);
      if (!isKilled(kill, input)) {
        break;
      }
      functions.bootstrap(input);
      assertListedKeysWork(administrator);
      assertThat(keysOf(administrator)).hasSize(n + 1);
    }
  }

  private boolean isKilled(Kill kill, Map<String, String> input) {
    try {
      functions(kill).bootstrap(input);
      return false;
    } catch (IllegalStateException e) {
      return kill.hasStruck();
    }
  }

  private interface Scenario {
    void run(String user, Kill kill);
  }

  // Until a function is done before it can be killed.
  private void atEveryPoint(Scenario scenario) {
    functions.bootstrap(Map.of());
    Kill kill;
    int n = 0;
    do {
      var user = newUser();
      scenario.run(user, Kill.during(n + 1));
      assertSettled(user);
      kill = Kill.after(n++);
      var other = newUser();
      scenario.run(other, kill);
      assertSettled(other);
    } while (kill.hasStruck());
    assertThat(n).isGreaterThan(2);
  }

  // What a killed function would answer reaches nobody.
  private void killed(Kill kill, Call call) {
    var answer = call(functions(kill).api(), call);
    if (kill.hasStruck()) {
      answer.isProblem(500);
    }
  }

  // A killed function has no time left.
  private void reconcile(Kill kill, DynamodbStreamRecord change) {
    InstantSource time =
        () -> kill.hasStruck() ? Instant.now().plus(TestContext.PATIENT) : Instant.now();
    functions(kill).reconcile(time).handleRequest(StreamEvents.of(change), TestContext.patient());
  }

  private KeyFunctions functions(Kill kill) {
    return new KeyFunctions(dynamoDb.table(kill), apiKeys.client(kill), clock);
  }

  /// Once what was begun has expired, and the stream has told so, API Gateway has the keys of the
  /// table and no other.
  private void assertSettled(String user) {
    assertListedKeysWork(user);
    expireRegistrations();
    var keys = new KeyStore(dynamoDb.table());
    assertThat(apiKeys.client().getApiKeys(get -> get.includeValues(true).limit(500)).items())
        .allSatisfy(key -> assertThat(keys.find(key.value())).isPresent());
    assertListedKeysWork(user);
  }

  private void expireRegistrations() {
    dynamoDb.items().stream()
        .map(
            item -> new Key(requireNonNull(item.get("PK")).s(), requireNonNull(item.get("SK")).s()))
        .filter(key -> key.sk().equals("REGISTRATION"))
        .forEach(key -> {
          dynamoDb.table().delete(key);
          settle(unregistered(KeyMapping.hashOf(key.pk())));
        });
  }

  private void settle(DynamodbStreamRecord change) {
    var response =
        functions.reconcile().handleRequest(StreamEvents.of(change), TestContext.patient());
    assertThat(response.getBatchItemFailures()).isEmpty();
  }

  private void assertListedKeysWork(String user) {
    var keys = new KeyStore(dynamoDb.table());
    for (var key : stored(user)) {
      assertThat(keys.find(key.hash())).isPresent();
      assertThat(apiKeys.countedBy(key.settings().plan().toString()))
          .containsEntry(key.hash(), key.gatewayKeyId());
    }
  }
}
