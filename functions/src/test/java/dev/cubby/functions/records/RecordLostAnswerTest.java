package dev.cubby.functions.records;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.faults.Fault;
import dev.cubby.local.faults.FaultProxy;
import dev.cubby.local.faults.FaultSchedule;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DynamoDb;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Writes that DynamoDB carries out, but whose answer never arrives, so that the SDK sends them
/// again.
class RecordLostAnswerTest {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private final TestKey owner = TestUser.create().key(READ, WRITE);
  private FaultProxy proxy;
  private DirectApi api;

  @BeforeEach
  void createHandlers() {
    proxy = dynamoDb.proxy();
    api = RecordFunctions.on(dynamoDb.patientTable(proxy.endpoint()));
  }

  @Test
  void create_answers201Once() {
    var tag = losingTheAnswer(Call.post("/records/a", "1")).hasStatus(201).etag();

    assertThat(call(Call.get("/records/a")).etag()).isEqualTo(tag).endsWith(".1\"");
  }

  @Test
  void createOfWhatExists_stillAnswers409() {
    call(Call.post("/records/a", "1")).hasStatus(201);

    losingTheAnswer(Call.post("/records/a", "2")).isProblem(409);
  }

  @Test
  void replace_answers200WithOneVersionMore() {
    call(Call.post("/records/a", "1")).hasStatus(201);

    var answer = losingTheAnswer(Call.put("/records/a", "2")).hasStatus(200);

    assertThat(answer.json().path("version").asLong()).isEqualTo(2);
    assertThat(call(Call.get("/records/a")).etag()).isEqualTo(answer.etag());
  }

  @Test
  void replaceWithIfMatch_answers200NotIts412() {
    var tag = call(Call.post("/records/a", "1")).etag();

    losingTheAnswer(Call.put("/records/a", "2").header("If-Match", tag)).hasStatus(200);

    assertThat(call(Call.get("/records/a")).etag()).endsWith(".2\"");
  }

  @Test
  void upsert_answers201Once() {
    losingTheAnswer(Call.put("/records/a?upsert=true", "1")).hasStatus(201);
    losingTheAnswer(Call.put("/records/b", "1").header("If-None-Match", "*")).hasStatus(201);

    assertThat(call(Call.get("/records/a")).etag()).endsWith(".1\"");
    assertThat(call(Call.get("/records/b")).etag()).endsWith(".1\"");
  }

  @Test
  void upsertOverWhatHasExpired_answers201Once() {
    call(Call.post("/records/a?ttl=1", "1")).hasStatus(201);
    api.elapse(Duration.ofSeconds(2));

    // The first of its two calls finds the record expired, the second writes.
    proxy.follow(FaultSchedule.first(Fault.DELAY, Fault.LOST_ANSWER));
    var answer = call(Call.put("/records/a?upsert=true", "2")).hasStatus(201);

    assertThat(call(Call.get("/records/a")).etag()).isEqualTo(answer.etag()).endsWith(".1\"");
  }

  @Test
  void delete_answers204() {
    call(Call.post("/records/a", "1")).hasStatus(201);

    losingTheAnswer(Call.delete("/records/a")).hasStatus(204);

    call(Call.get("/records/a")).isProblem(404);
  }

  @Test
  void writeOfWhatATransactionHas_isSentAgain() {
    proxy.follow(FaultSchedule.first(Fault.CONFLICT, Fault.CONFLICT));

    call(Call.post("/records/a", "1")).hasStatus(201);
  }

  private Answer losingTheAnswer(Call call) {
    proxy.follow(FaultSchedule.first(Fault.LOST_ANSWER));
    dynamoDb.attempts();
    var answer = call(call);
    assertThat(dynamoDb.attempts()).isEqualTo(2);
    return answer;
  }

  private Answer call(Call call) {
    return api.call(call.as(owner));
  }
}
