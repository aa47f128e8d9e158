package dev.cubby.functions.batch;

import static dev.cubby.testing.Batches.delete;
import static dev.cubby.testing.Batches.post;
import static dev.cubby.testing.Batches.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import dev.cubby.local.faults.Fault;
import dev.cubby.local.faults.FaultProxy;
import dev.cubby.local.faults.FaultSchedule;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.DynamoDb;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Batches while calls to DynamoDB fail.
class BatchUnavailableTest extends BatchCase {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private FaultProxy proxy;
  private Api api;

  @BeforeEach
  void createHandlers() {
    proxy = dynamoDb.proxy();
    api = BatchFunctions.on(dynamoDb.patientTable(proxy.endpoint()));
  }

  @Override
  Api api() {
    return api;
  }

  @Test
  void lostAnswer_isFoundByTheSdk() {
    var a = newRecord("a");
    var b = newRecord("b");
    proxy.follow(FaultSchedule.next("TransactWriteItems", Fault.LOST_ANSWER));

    var results =
        batch(put("/records/a", a, "2"), delete("/records/b", b), post("/records/c", "3"))
            .hasStatus(200)
            .json();

    assertThat(proxy.injected()).containsKey(Fault.LOST_ANSWER);
    assertThat(keys()).containsExactly("a", "c");
    assertThat(call(Call.get("/records/a")).etag())
        .isEqualTo(results.at("/results/0/etag").asText())
        .endsWith(".2\"");
    assertThat(call(Call.get("/records/c")).etag())
        .isEqualTo(results.at("/results/2/etag").asText());
  }

  @Test
  void transactionInTheWay_isWaitedFor() {
    var a = newRecord("a");
    proxy.follow(FaultSchedule.next("TransactWriteItems", Fault.CANCELLATION));

    batch(put("/records/a", a, "2"), post("/records/b", "2")).hasStatus(200);

    assertThat(proxy.injected()).containsKey(Fault.CANCELLATION);
    assertValue("a", "2");
  }

  @Test
  void answersThatStayLost_are503AndAWholeBatch() {
    var a = newRecord("a");
    proxy.follow(operation -> operation.equals("TransactWriteItems") ? Fault.LOST_ANSWER : null);

    batch(put("/records/a", a, "2"), post("/records/b", "2")).isProblem(503);

    assertThat(keys()).containsExactly("a", "b");
    assertValue("a", "2");
  }

  @Test
  void definitionThatCannotBeRead_isTheLastCall() {
    api = BatchFunctions.on(dynamoDb.table(proxy.endpoint()));
    proxy.follow(FaultSchedule.always(Fault.INTERNAL_ERROR));
    var documents =
        IntStream.range(0, 4)
            .mapToObj(i -> post("/collections/c" + i + "/documents", "{}"))
            .toArray(String[]::new);

    assertThat(batch(documents).isProblem(503).header("Retry-After")).isEqualTo("2");

    assertThat(dynamoDb.calls()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EXCLUDE,
      names = {"DELAY", "LOST_ANSWER", "WITHHELD_ANSWER", "CONFLICT", "UNPROCESSED", "SHORT_PAGE"})
  void faultOfEveryCall_is503AndNothing(Fault fault) {
    var a = newRecord("a");
    api = BatchFunctions.on(dynamoDb.table(proxy.endpoint()));
    proxy.follow(FaultSchedule.always(fault));

    var answer = batch(put("/records/a", a, "2"), post("/records/b", "2")).isProblem(503);

    assertThat(answer.header("Retry-After")).isEqualTo("2");
    api = BatchFunctions.on(dynamoDb.table());
    assertThat(keys()).containsExactly("a");
    assertValue("a", "1");
  }
}
