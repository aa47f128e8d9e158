package dev.cubby.functions.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.faults.Fault;
import dev.cubby.local.faults.FaultProxy;
import dev.cubby.local.faults.FaultSchedule;
import dev.cubby.testing.Answer;
import dev.cubby.testing.ApiKeys;
import dev.cubby.testing.Call;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Calls that DynamoDB or API Gateway carries out, but whose answer never arrives, so that the SDK
/// makes them again.
class KeyLostAnswerTest extends DirectKeysCase {

  private FaultProxy toDynamoDb;
  private FaultProxy toApiGateway;

  @BeforeEach
  void connect() {
    functions.bootstrap(Map.of());
    toDynamoDb = FaultProxy.to(dynamoDb.endpoint());
    toApiGateway = FaultProxy.to(apiKeys.endpoint());
  }

  @AfterEach
  void disconnect() {
    toDynamoDb.close();
    toApiGateway.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GetItem", "PutItem", "TransactWriteItems"})
  void createWithALostAnswerOfDynamoDb_makesOneKey(String operation) {
    var user = newUser();
    toDynamoDb.follow(FaultSchedule.next(operation, Fault.LOST_ANSWER));

    assertMade(user, faulty(Call.post(user + "/keys", "{\"roles\":[\"read\"],\"plan\":\"pro\"}")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST /apikeys", "POST /usageplans/ProPlan/keys"})
  void createWithALostAnswerOfApiGateway_makesOneKey(String call) {
    var user = newUser();
    toApiGateway.follow(FaultSchedule.next(call, Fault.LOST_ANSWER));

    assertMade(user, faulty(Call.post(user + "/keys", "{\"roles\":[\"read\"],\"plan\":\"pro\"}")));

    assertThat(apiKeys.countedBy("pro")).hasSize(1);
  }

  @Test
  void rotate_answers201WithTheOneKeyThatWorks() {
    var user = newUser();
    var made = make(user, "{\"roles\":[\"read\"],\"plan\":\"pro\"}").hasStatus(201);
    toDynamoDb.follow(FaultSchedule.next("TransactWriteItems", Fault.LOST_ANSWER));

    assertMade(user, faulty(Call.post(pathOf(user, made) + "/rotate", "{}")));
  }

  @Test
  void update_answers200WithOneVersionMore() {
    var user = newUser();
    var made = make(user);
    toDynamoDb.follow(FaultSchedule.next("TransactWriteItems", Fault.LOST_ANSWER));

    var answer =
        faulty(Call.put(pathOf(user, made), "{\"name\":\"x\"}").header("If-Match", made.etag()))
            .hasStatus(200);

    assertThat(answer.etag()).endsWith(".2\"");
    assertThat(call(Call.get(user + "/keys")).json().path("items").path(0))
        .isEqualTo(answer.json());
  }

  @Test
  void delete_answers204() {
    var user = newUser();
    var made = make(user);
    toDynamoDb.follow(FaultSchedule.next("TransactWriteItems", Fault.LOST_ANSWER));

    faulty(Call.delete(pathOf(user, made))).hasStatus(204);

    assertThat(keysOf(user)).isEmpty();
  }

  private void assertMade(String user, Answer answer) {
    answer.hasStatus(201);
    assertThat(keysOf(user)).containsExactly(idOf(answer));
    assertThat(apiKeys.countedBy("pro")).containsKey(secretOf(answer).hash());
  }

  private Answer faulty(Call call) {
    var table = dynamoDb.table(toDynamoDb.endpoint());
    var apiGateway = ApiKeys.client(toApiGateway.endpoint());
    return call(new KeyFunctions(table, apiGateway, clock).api(), call);
  }
}
