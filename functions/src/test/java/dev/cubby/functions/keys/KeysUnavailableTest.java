package dev.cubby.functions.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.local.faults.Fault;
import dev.cubby.local.faults.FaultProxy;
import dev.cubby.local.faults.FaultSchedule;
import dev.cubby.shared.auth.ApiKey;
import dev.cubby.shared.gateway.GatewayKeys;
import dev.cubby.shared.problem.Problem.Unavailable;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Api;
import dev.cubby.testing.ApiKeys;
import dev.cubby.testing.Call;
import dev.cubby.testing.ScriptedDynamoDb;
import dev.cubby.testing.ScriptedDynamoDb.Reply;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// DynamoDB or API Gateway's control plane throttles, hangs or is gone: 503, in time, and no key
/// that is listed but does not work.
class KeysUnavailableTest extends DirectKeysCase {

  private static final String READER = "{\"roles\":[\"read\"],\"plan\":\"pro\"}";

  // Its clock stands still, so what a call has used up never comes back.
  @RegisterExtension final ApiKeys rationed = ApiKeys.rationed(clock);

  @BeforeEach
  void storePlans() {
    functions.bootstrap(Map.of());
  }

  @Test
  void controlPlaneThatIsGone_is503() {
    var proxy = FaultProxy.to(apiKeys.endpoint());
    proxy.close();

    assertUnavailable(proxy.endpoint());
  }

  @Test
  void controlPlaneThatHangs_is503() {
    try (var proxy = FaultProxy.to(apiKeys.endpoint())) {
      proxy.follow(FaultSchedule.always(Fault.HANG));

      assertUnavailable(proxy.endpoint());
    }
  }

  @Test
  void controlPlaneThatThrottles_is503AndListsOnlyKeysThatWork() {
    var user = newUser();
    var api = new KeyFunctions(dynamoDb.table(), rationed.client(), clock).api();

    // It takes 5 of these at once.
    var answers =
        IntStream.range(0, 6).mapToObj(_ -> call(api, Call.post(user + "/keys", READER))).toList();

    assertThat(answers).extracting(Answer::status).containsExactly(201, 201, 201, 201, 201, 503);
    assertThat(answers.getLast().header("Retry-After")).isEqualTo("2");
    assertThat(keysOf(user))
        .containsExactlyElementsOf(answers.stream().limit(5).map(KeysCase::idOf).sorted().toList());
    assertThat(rationed.countedBy("pro")).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({
    "429,TooManyRequestsException,503",
    "503,ServiceUnavailableException,503",
    "500,InternalFailure,503",
    // This one does not pass by itself.
    "429,LimitExceededException,409",
  })
  void errorOfApiGateway_leavesNoKey(int status, String type, int answer) {
    var user = newUser();
    try (var apiGateway = ScriptedDynamoDb.answering(Reply.error(status, type))) {
      var api =
          new KeyFunctions(dynamoDb.table(), ApiKeys.client(apiGateway.endpoint()), clock).api();

      assertThat(call(api, Call.post(user + "/keys", READER)).isProblem(answer).body())
          .doesNotContain("secret");
    }
    assertThat(keysOf(user)).isEmpty();
  }

  @Test
  void keyThatSomebodyElseMoves_isUnavailable() {
    var gatewayKeys = new GatewayKeys(apiKeys.client(), "Table");
    var hash = ApiKey.generate().hash();
    gatewayKeys.register(hash, NONE, "BasicPlan");

    assertThatThrownBy(() -> gatewayKeys.register(hash, NONE, "ProPlan"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isEqualTo(new Unavailable(Unavailable.GATEWAY)));
  }

  @Test
  void dynamoDbThatIsGone_is503() {
    var proxy = FaultProxy.to(dynamoDb.endpoint());
    proxy.close();
    var table = dynamoDb.table(proxy.endpoint());
    var api = new KeyFunctions(table, apiKeys.client(), clock).api();
    var key = NOBODY + "/keys/" + NONE;

    for (var call :
        List.of(
            Call.post(NOBODY + "/keys", READER),
            Call.get(NOBODY + "/keys"),
            Call.put(key, "{\"plan\":\"pro\"}"),
            Call.post(key + "/rotate", "{}"),
            Call.delete(key),
            Call.get(NOBODY + "/usage"),
            Call.get("/usage"))) {
      call(api, call).isProblem(503);
    }
  }

  private void assertUnavailable(URI controlPlane) {
    var user = newUser();
    var made = make(user);
    Api api = new KeyFunctions(dynamoDb.table(), ApiKeys.client(controlPlane), clock).api();

    var start = Instant.now();
    var answers =
        api.atOnce(
            Stream.of(
                    Call.post(user + "/keys", READER),
                    Call.post(pathOf(user, made) + "/rotate", "{}"),
                    Call.get(user + "/usage"))
                .map(call -> call.as(admin))
                .toList());

    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMinutes(1));
    for (var answer : answers) {
      assertThat(answer.isProblem(503).header("Retry-After")).isEqualTo("2");
    }
    assertThat(keysOf(user)).containsExactly(idOf(made));
    // What needs no control plane works without it.
    call(api, Call.delete(pathOf(user, made))).hasStatus(204);
  }
}
