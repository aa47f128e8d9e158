package dev.cubby.functions.records;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import dev.cubby.local.faults.Fault;
import dev.cubby.local.faults.FaultProxy;
import dev.cubby.local.faults.FaultSchedule;
import dev.cubby.testing.Call;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DynamoDb;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// DynamoDB throttles, fails, hangs or is gone: 503, in time, and never a success.
class RecordsUnavailableTest {

  private static final List<Call> CALLS =
      List.of(
          Call.post("/records/a", "1"),
          Call.get("/records/a"),
          Call.get("/records"),
          Call.get("/records?key=a&key=b"),
          Call.get("/records/keys"),
          Call.put("/records/a", "1"),
          Call.put("/records/a?upsert=true", "1"),
          Call.patch("/records/a", "1"),
          Call.patch("/records/a", "1").header("Idempotency-Key", "k"),
          Call.delete("/records/a"));

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private final TestKey owner = TestUser.create().key(READ, WRITE);
  private FaultProxy proxy;
  private DirectApi api;

  @BeforeEach
  void createHandlers() {
    proxy = dynamoDb.proxy();
    api = RecordFunctions.on(dynamoDb.table(proxy.endpoint()));
  }

  @Test
  void refusedConnection_is503() {
    proxy.close();

    CALLS.forEach(this::assertUnavailable);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EXCLUDE,
      names = {"DELAY", "CANCELLATION", "UNPROCESSED", "SHORT_PAGE"})
  void faultOfEveryCall_is503(Fault fault) {
    proxy.follow(FaultSchedule.always(fault));

    assertUnavailable(Call.post("/records/a", "1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/records/a", "/records/a?upsert=true"})
  void transactionThatHoldsTheRecord_isNamed(String target) {
    api = RecordFunctions.on(dynamoDb.patientTable(proxy.endpoint()));
    proxy.follow(FaultSchedule.always(Fault.CONFLICT));

    assertThat(api.call(Call.put(target, "1").as(owner)).isProblem(503).json().path("detail"))
        .hasToString("\"Other requests are changing the same data; send this request again\"");
  }

  private void assertUnavailable(Call call) {
    var start = Instant.now();
    var answer = api.call(call.as(owner)).isProblem(503);
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMinutes(1));
    assertThat(answer.header("Retry-After")).isEqualTo("2");
    assertThat(answer.body()).doesNotContain("Injected").doesNotContain("127.0.0.1");
  }
}
