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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Patches between whose read and write, or attempts to write, other things happen.
class RecordPatchLostAnswerTest {

  private static final Call INCREMENT =
      Call.operations("/records/a", "{\"op\":\"increment\",\"path\":\"\",\"value\":1}");

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private final TestKey owner = TestUser.create().key(READ, WRITE);
  private FaultProxy proxy;
  private DirectApi api;
  private DirectApi other;

  @BeforeEach
  void createRecord() {
    proxy = dynamoDb.proxy();
    api = RecordFunctions.on(dynamoDb.patientTable(proxy.endpoint()));
    other = RecordFunctions.on(dynamoDb.table());
    other.call(Call.post("/records/a", "1").as(owner)).hasStatus(201);
  }

  @Test
  void lostAnswer_isFoundByTheSdk() {
    proxy.follow(FaultSchedule.next("UpdateItem", Fault.LOST_ANSWER));

    var tag = call(INCREMENT).hasStatus(200).etag();

    assertRecord("2", tag);
  }

  @Test
  void lostAnswerBeforeAnotherWrite_is503AndAppliedOnce() {
    loseAnAnswerBefore(Call.put("/records/a", "10"));

    call(INCREMENT).isProblem(503);

    var read = call(Call.get("/records/a"));
    assertThat(read.etag()).endsWith(".3\"");
    assertThat(read.body()).isEqualTo("10");
  }

  @Test
  void lostAnswerBeforeADeletion_is503() {
    loseAnAnswerBefore(Call.delete("/records/a"));

    call(INCREMENT).isProblem(503);
  }

  @Test
  void lostAnswerBeforeAnotherWriteWithIfMatch_is503() {
    loseAnAnswerBefore(Call.put("/records/a", "10"));

    call(INCREMENT.header("If-Match", "*")).isProblem(503);
  }

  @Test
  void fasterWriter_makesThePatchStartOver() {
    var writes = new AtomicInteger();
    proxy.follow(operation -> {
      if (operation.equals("UpdateItem") && writes.getAndIncrement() < 3) {
        write(INCREMENT);
      }
      return null;
    });

    // On a slow machine, the patch may give up meanwhile.
    api.patiently().call(INCREMENT.as(owner)).hasStatus(200);

    assertThat(call(Call.get("/records/a")).body()).isEqualTo("5");
  }

  @Test
  void writersWhoStayFaster_are503AndNothing() {
    proxy.follow(operation -> {
      if (operation.equals("UpdateItem")) {
        write(Call.put("/records/a", "7"));
      }
      return null;
    });

    var answer = call(INCREMENT).isProblem(503);

    assertThat(answer.header("Retry-After")).isEqualTo("2");
    assertThat(answer.json().path("detail").asText())
        .isEqualTo("Other requests are changing the same data; send this request again");
    proxy.follow(FaultSchedule.none());
    assertThat(call(Call.get("/records/a")).body()).isEqualTo("7");
  }

  @Test
  void fasterWriterWithIfMatch_is412() {
    var tag = call(Call.get("/records/a")).etag();
    proxy.follow(operation -> {
      if (operation.equals("UpdateItem")) {
        write(Call.put("/records/a", "7"));
      }
      return null;
    });

    api.patiently().call(INCREMENT.header("If-Match", tag).as(owner)).isProblem(412);
  }

  @Test
  void transactionInTheWayOfTheRead_isWaitedFor() {
    proxy.follow(FaultSchedule.next("TransactGetItems", Fault.CANCELLATION));

    var patch = INCREMENT.header("Idempotency-Key", "k");
    api.patiently().call(patch.as(owner)).hasStatus(200);

    assertThat(proxy.injected()).containsKey(Fault.CANCELLATION);
    assertThat(call(Call.get("/records/a")).body()).isEqualTo("2");
  }

  /// The first write takes effect, but its answer is lost; before the SDK repeats it, comes `then`.
  private void loseAnAnswerBefore(Call then) {
    var writes = new AtomicInteger();
    proxy.follow(operation -> {
      int number = operation.equals("UpdateItem") ? writes.incrementAndGet() : 0;
      if (number == 2) {
        assertThat(other.call(then.as(owner)).status()).isBetween(200, 204);
      }
      return number == 1 ? Fault.LOST_ANSWER : null;
    });
  }

  private void assertRecord(String value, String tag) {
    var read = call(Call.get("/records/a"));
    assertThat(read.body()).isEqualTo(value);
    assertThat(read.etag()).isEqualTo(tag);
  }

  private void write(Call call) {
    other.call(call.as(owner)).hasStatus(200);
  }

  private Answer call(Call call) {
    return api.call(call.as(owner));
  }
}
