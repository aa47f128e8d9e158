package dev.cubby.functions.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.faults.Fault;
import dev.cubby.local.faults.FaultProxy;
import dev.cubby.local.faults.FaultSchedule;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.DynamoDb;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Transactions that DynamoDB carries out, but whose answer never arrives, so that the SDK sends
/// them again.
class UserLostAnswerTest extends UsersCase {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private FaultProxy proxy;
  private Api api;

  @BeforeEach
  void createHandlers() {
    proxy = dynamoDb.proxy();
    api = UserFunctions.on(dynamoDb.patientTable(proxy.endpoint()));
  }

  @Override
  Api api() {
    return api;
  }

  @Test
  void create_answers201Once() {
    var email = newEmail();

    var user = losingTheAnswer(Call.post("/users", body(email))).hasStatus(201);

    assertThat(call(Call.get(pathOf(user))).body()).isEqualTo(user.body());
    assertThat(call(Call.get("/users?email=" + email)).items("email")).containsExactly(email);
  }

  @Test
  void createWithATakenAddress_stillAnswers409() {
    var email = newEmail();
    signUp(email).hasStatus(201);

    losingTheAnswer(Call.post("/users", body(email))).isProblem(409);
  }

  @Test
  void update_answers200WithOneVersionMore() {
    var user = signUp();
    var email = newEmail();
    var put =
        Call.put(pathOf(user), "{\"email\":\"" + email + "\"}").header("If-Match", user.etag());

    var answer = losingTheAnswer(put).hasStatus(200);

    assertThat(answer.etag()).endsWith(".2\"");
    assertThat(call(Call.get(pathOf(user))))
        .extracting(Answer::body, Answer::etag)
        .containsExactly(answer.body(), answer.etag());
    assertThat(call(Call.get("/users?email=" + email)).items("email")).containsExactly(email);
  }

  @Test
  void delete_answersTheUser() {
    var user = signUp();

    var answer = losingTheAnswer(Call.delete(pathOf(user))).hasStatus(200);

    assertThat(answer.body()).isEqualTo(user.body());
    call(Call.get(pathOf(user))).isProblem(404);
  }

  private Answer losingTheAnswer(Call call) {
    proxy.follow(FaultSchedule.next("TransactWriteItems", Fault.LOST_ANSWER));
    dynamoDb.calls();
    dynamoDb.attempts();
    var answer = call(call);
    assertThat(dynamoDb.attempts()).isEqualTo(dynamoDb.calls() + 1);
    return answer;
  }

  private static String body(String email) {
    return "{\"name\":\"Ann\",\"email\":\"" + email + "\"}";
  }
}
