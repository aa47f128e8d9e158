package dev.cubby.functions.keys;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.shared.dynamodb.UserPartition;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Another write between the reads of a request and its transaction, which makes a key.
class ContendedKeysTest extends DirectKeysCase {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"basic|{\"name\":\"x\"}", "pro|{\"plan\":\"pro\"}"})
  void rotateWhileTheKeyChanges_makesTheKeyThatBothSystemsKnow(String plan, String change) {
    functions.bootstrap(Map.of());
    var user = newUser();
    var made = make(user);
    var api = before(() -> call(Call.put(pathOf(user, made), change)).hasStatus(200));
    var rotate = Call.post(pathOf(user, made) + "/rotate", "{}").header("Idempotency-Key", "k");

    var rotated = patiently(api, rotate).hasStatus(201);

    assertThat(keysOf(user)).containsExactly(idOf(rotated));
    assertThat(rotated.json().path("plan").asText()).isEqualTo(plan);
    var id = requireNonNull(apiKeys.countedBy(plan).get(secretOf(rotated).hash()));
    assertThat(apiKeys.client().getApiKey(get -> get.apiKey(id)).description())
        .isEqualTo(idOf(rotated));
    assertNothingIsRegistered();
    assertThat(idOf(call(api, rotate).hasStatus(201))).isEqualTo(idOf(rotated));
  }

  @Test
  void createWhileTheUserIsDeleted_leavesNoRegistration() {
    functions.bootstrap(Map.of());
    var user = newUser();
    var api = before(() -> dynamoDb.table().delete(UserPartition.profile(userIdOf(user))));

    call(api, Call.post(user + "/keys", "{\"roles\":[\"read\"],\"plan\":\"basic\"}"))
        .isProblem(404);

    assertNothingIsRegistered();
  }

  // On a slow machine, a rotation may give up instead of starting over.
  private Answer patiently(Api api, Call call) {
    var answer = call(api, call);
    while (answer.status() == 503 && answer.body().contains("Other requests")) {
      answer = call(api, call);
    }
    return answer;
  }

  /// The functions, where `write` comes before the first transaction.
  private Api before(Runnable write) {
    var isDue = new AtomicBoolean(true);
    var proxy = dynamoDb.proxy();
    proxy.follow(operation -> {
      if (operation.equals("TransactWriteItems") && isDue.getAndSet(false)) {
        write.run();
      }
      return null;
    });
    var table = dynamoDb.patientTable(proxy.endpoint());
    return new KeyFunctions(table, apiKeys.client(), clock).api();
  }

  private void assertNothingIsRegistered() {
    assertThat(dynamoDb.items())
        .extracting(item -> requireNonNull(item.get("SK")).s())
        .doesNotContain("REGISTRATION");
  }
}
