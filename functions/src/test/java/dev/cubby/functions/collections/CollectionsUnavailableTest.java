package dev.cubby.functions.collections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.faults.Fault;
import dev.cubby.local.faults.FaultProxy;
import dev.cubby.local.faults.FaultSchedule;
import dev.cubby.shared.dynamodb.Eraser;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DirectApi.MovableClock;
import dev.cubby.testing.DynamoDb;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// Collections while calls to DynamoDB fail.
class CollectionsUnavailableTest extends CollectionsCase {

  private static final List<Call> CALLS =
      List.of(
          Call.put(ORDERS, BY_STATUS),
          Call.get(ORDERS),
          Call.get("/collections"),
          Call.delete(ORDERS),
          Call.post(ORDERS + "/check", ""),
          Call.post(DOCUMENTS, "{}"),
          Call.get(DOCUMENTS),
          Call.get(DOCUMENTS + "?index=byStatus"),
          Call.get(DOCUMENTS + "/a"),
          Call.put(DOCUMENTS + "/a", "{}"),
          Call.patch(DOCUMENTS + "/a", "{}"),
          Call.delete(DOCUMENTS + "/a"));

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private final MovableClock clock = new MovableClock();
  private FaultProxy proxy;
  private DirectApi api;

  @BeforeEach
  void createHandlers() {
    proxy = dynamoDb.proxy();
    api = CollectionFunctions.on(dynamoDb.patientTable(proxy.endpoint()), clock);
  }

  @Override
  Api api() {
    return api;
  }

  @Test
  void refusedConnection_returns503() {
    proxy.close();

    for (var call : CALLS) {
      assertThat(call(call).isProblem(503).header("Retry-After")).isEqualTo("2");
    }
  }

  @Test
  void lostAnswers_areFoundByTheSdk() {
    for (var operation : List.of("PutItem", "UpdateItem")) {
      proxy.follow(FaultSchedule.next(operation, Fault.LOST_ANSWER));
      var status = declare(BY_STATUS).status();
      assertThat(status).isEqualTo(operation.equals("PutItem") ? 201 : 200);
    }
    proxy.follow(FaultSchedule.next("PutItem", Fault.LOST_ANSWER));
    var created = call(Call.post(DOCUMENTS, "{\"status\":\"open\",\"total\":1}")).hasStatus(201);

    assertThat(call(Call.get(ORDERS)).etag()).endsWith(".2\"");
    assertThat(ids("index=byStatus")).containsExactly(created.json().path("id").asText());
  }

  @Test
  void definitions_areReadAtOnce() {
    declare("{\"schema\":{}}").hasStatus(201);
    var calls = new CountDownLatch(3);
    // Each call lasts until there are three.
    api =
        CollectionFunctions.on(
            dynamoDb.table(
                new ExecutionInterceptor() {
                  @Override
                  public void beforeExecution(
                      Context.BeforeExecution context, ExecutionAttributes attributes) {
                    calls.countDown();
                    awaitZero(calls);
                  }
                }),
            clock);

    assertThat(api.atOnce(Collections.nCopies(3, Call.get(DOCUMENTS + "/a").as(owner))))
        .extracting(Answer::status)
        .containsOnly(404);
  }

  private static void awaitZero(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void walkWhoseCallsFail_goesOnUntilItIsDone() {
    declare("{\"schema\":{}}").hasStatus(201);
    for (int i = 0; i < 150; i++) {
      put("d" + i, "{\"status\":\"open\",\"total\":" + i + "}").hasStatus(201);
    }
    declare(BY_STATUS).hasStatus(200);
    api.elapse(Walk.SETTLING);

    proxy.follow(FaultSchedule.seeded(19, 20));
    var table = dynamoDb.table(proxy.endpoint());
    var maintenance = new Maintenance(table, new Eraser(table, clock), clock);
    boolean isDone = false;
    while (!isDone) {
      try {
        maintenance.run(clock.instant().plus(Duration.ofMinutes(1)));
        isDone = true;
      } catch (ProblemException _) {
        // The next minute.
      }
    }
    proxy.follow(FaultSchedule.none());

    assertThat(proxy.injected()).isNotEmpty();
    assertThat(ids("index=byStatus&fields=id&limit=1000")).hasSize(150).startsWith("d149", "d148");
  }
}
