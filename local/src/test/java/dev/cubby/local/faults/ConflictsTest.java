package dev.cubby.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.http.AwsRequest;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A call that arrives while another one is in flight.
class ConflictsTest extends FaultProxyCase {

  private static final String A = "{\"PK\":{\"S\":\"%s\"},\"SK\":{\"S\":\"a\"}}";
  private static final String B = A.replace("\"a\"", "\"b\"");

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final Upstream upstream = new Upstream(endpoint());
  private Conflicts conflicts;

  /// Holds the first call until it is released.
  private final class Slow implements Service {

    private boolean isFirst = true;

    @Override
    public AwsResponse carryOut(AwsRequest call) throws IOException, InterruptedException {
      if (isFirst) {
        isFirst = false;
        arrived.countDown();
        released.await();
      }
      return upstream.carryOut(call);
    }
  }

  @BeforeEach
  void createConflicts() {
    conflicts = new Conflicts(new Slow(), new ItemKeys(upstream));
  }

  @AfterEach
  void end() {
    released.countDown();
    threads.close();
    upstream.close();
  }

  @ParameterizedTest
  @CsvSource({
    "transact, put, TransactionConflictException",
    "transact, update, TransactionConflictException",
    "transact, delete, TransactionConflictException",
    "transact, otherTransact, TransactionCanceledException",
    "transact, transactGet, TransactionCanceledException",
    "transact, transact, TransactionInProgressException",
    "put, transactGet, TransactionCanceledException",
    "batch, transactGet, TransactionCanceledException",
  })
  void callInTheWayOfAnother_isRejectedUntilThatEnds(String first, String second, String error)
      throws Exception {
    var inFlight = inFlight(first);

    var rejected = conflicts.carryOut(call(second));
    assertThat(rejected.statusCode()).isEqualTo(400);
    assertThat(rejected.body()).contains("#" + error + "\"");

    released.countDown();
    assertThat(inFlight.get().statusCode()).isEqualTo(200);
    assertThat(conflicts.carryOut(call(second)).statusCode()).isEqualTo(200);
  }

  @Test
  void cancellation_namesTheItemsInConflict() throws Exception {
    var _ = inFlight("transact");

    assertThat(conflicts.carryOut(call("otherTransact")).body())
        .contains("[{\"Code\":\"None\"},{\"Code\":\"TransactionConflict\"}]");
  }

  @Test
  void requestOfABatchInTheWayOfATransaction_isUnprocessed() throws Exception {
    var _ = inFlight("transact");

    var answer = conflicts.carryOut(call("batch"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains(
            "\"UnprocessedItems\":{\"table\":[{\"PutRequest\":{\"Item\":" + A.formatted(partition));
  }

  @ParameterizedTest
  @CsvSource({
    "put, put",
    "put, transact",
    "transactGet, transact",
    "transactGet, transactGet",
    "transact, get",
    "transact, query",
    "transact, putOfAnother",
  })
  void otherCalls_pass(String first, String second) throws Exception {
    var _ = inFlight(first);

    assertThat(conflicts.carryOut(call(second)).statusCode()).isEqualTo(200);
  }

  @Test
  void repetitionOfATransactionThatTookEffect_conflictsWithNone() throws Exception {
    released.countDown();
    var transaction = call("transact");
    assertThat(conflicts.carryOut(transaction).statusCode()).isEqualTo(200);
    assertThat(conflicts.isCarriedOut(transaction)).isTrue();

    assertThat(conflicts.carryOut(transaction).statusCode()).isEqualTo(200);
  }

  private CompletableFuture<AwsResponse> inFlight(String call) throws InterruptedException {
    var answer =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return conflicts.carryOut(call(call));
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            },
            threads);
    arrived.await();
    return answer;
  }

  private AwsRequest call(String name) {
    var a = A.formatted(partition);
    var b = B.formatted(partition);
    return switch (name) {
      case "put" -> AwsRequest.toDynamoDb("PutItem", item("Item", a));
      case "putOfAnother" -> AwsRequest.toDynamoDb("PutItem", item("Item", b));
      case "update" -> AwsRequest.toDynamoDb("UpdateItem", item("Key", a));
      case "delete" -> AwsRequest.toDynamoDb("DeleteItem", item("Key", a));
      case "get" -> AwsRequest.toDynamoDb("GetItem", item("Key", a));
      case "query" ->
          AwsRequest.toDynamoDb(
              "Query",
              "{\"TableName\":\"table\",\"KeyConditionExpression\":\"PK = :a\","
                  + "\"ExpressionAttributeValues\":{\":a\":{\"S\":\"a\"}}}");
      case "batch" ->
          AwsRequest.toDynamoDb(
              "BatchWriteItem",
              "{\"RequestItems\":{\"table\":[{\"PutRequest\":{\"Item\":%s}},{\"DeleteRequest\":{\"Key\":%s}}]}}"
                  .formatted(a, b));
      case "transact" -> transaction("TransactWriteItems", "Put", item("Item", a));
      case "transactGet" -> transaction("TransactGetItems", "Get", item("Key", a));
      case "otherTransact" ->
          AwsRequest.toDynamoDb(
              "TransactWriteItems",
              "{\"TransactItems\":[{\"Put\":%s},{\"Delete\":%s}],\"ClientRequestToken\":\"%s-2\"}"
                  .formatted(item("Item", b), item("Key", a), token()));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private AwsRequest transaction(String operation, String action, String item) {
    boolean isWrite = operation.equals("TransactWriteItems");
    var token = isWrite ? ",\"ClientRequestToken\":\"%s\"".formatted(token()) : "";
    return AwsRequest.toDynamoDb(
        operation, "{\"TransactItems\":[{\"%s\":%s}]%s}".formatted(action, item, token));
  }

  private String token() {
    return partition.substring(partition.length() - 30);
  }

  private static String item(String name, String attributes) {
    return "{\"TableName\":\"table\",\"%s\":%s}".formatted(name, attributes);
  }
}
