package dev.cubby.functions.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.faults.Fault;
import dev.cubby.local.faults.FaultProxy;
import dev.cubby.local.faults.FaultSchedule;
import dev.cubby.shared.aws.CallLimits;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.DynamoDb;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// Exports and imports while calls to DynamoDB fail or take long.
class TransferUnavailableTest extends TransferCase {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private FaultProxy proxy;
  private Api api;

  @BeforeEach
  void createHandlers() {
    proxy = dynamoDb.proxy();
    api = TransferFunctions.on(dynamoDb.patientTable(proxy.endpoint()));
  }

  @Override
  Api api() {
    return api;
  }

  @Test
  void lostAnswerToALine_isCreated() {
    proxy.follow(FaultSchedule.first(Fault.LOST_ANSWER));

    var answer = send(record("a", "1", 3), record("b"));

    assertThat(proxy.injected()).containsKey(Fault.LOST_ANSWER);
    assertThat(outcomes(answer)).containsExactly("created", "created");
    assertThat(call(Call.get("/records/a")).etag()).isEqualTo("\"AAAAAAAAAAAA.3\"");
  }

  @Test
  void lostAnswerToAReplacement_isReplacedOnce() {
    send(record("a"));
    // The first call finds the record, the second replaces it.
    var puts = new AtomicInteger();
    proxy.follow(_ -> puts.incrementAndGet() == 2 ? Fault.LOST_ANSWER : null);

    var answer = send("?replace=true", List.of(record("a", "2", 1)), owner).hasStatus(200);

    assertThat(proxy.injected()).containsKey(Fault.LOST_ANSWER);
    assertThat(outcomes(answer)).containsExactly("replaced");
    assertThat(call(Call.get("/records/a")).etag())
        .isEqualTo(answer.json().at("/results/0/etag").asText());
  }

  @Test
  void firstLineThatFails_is503() {
    api = TransferFunctions.on(dynamoDb.table(proxy.endpoint()));
    proxy.follow(FaultSchedule.always(Fault.INTERNAL_ERROR));

    var answer = send("", List.of(record("a"), record("b")), owner).isProblem(503);

    assertThat(answer.header("Retry-After")).isEqualTo("2");
  }

  @Test
  void laterLineThatFails_isUnavailableAndSoAreTheNextOnes() {
    var puts = new AtomicInteger();
    api = TransferFunctions.on(dynamoDb.table(proxy.endpoint()));
    proxy.follow(_ -> puts.incrementAndGet() > 2 ? Fault.INTERNAL_ERROR : null);
    var lines = List.of(record("a"), record("b"), record("c"), "{", record("d"));

    var answer = send("", lines, owner).hasStatus(200);

    assertThat(outcomes(answer))
        .containsExactly("created", "created", "unavailable", "unavailable", "unavailable");
    assertThat(answer.json().path("results").findValuesAsText("line"))
        .containsExactly("1", "2", "3", "4", "5");
    proxy.follow(FaultSchedule.none());
    assertThat(outcomes(send("", lines, owner)))
        .containsExactly("skipped", "skipped", "created", "invalid", "created");
  }

  @Test
  @ResourceLock(Resources.SYSTEM_OUT)
  void laterLineThatFails_leavesItsCauseInTheLog() {
    var puts = new AtomicInteger();
    api = TransferFunctions.on(dynamoDb.table(proxy.endpoint()));
    proxy.follow(_ -> puts.incrementAndGet() > 1 ? Fault.INTERNAL_ERROR : null);
    var standardOutput = System.out;
    var output = new ByteArrayOutputStream();

    System.setOut(new PrintStream(output, true, UTF_8));
    try {
      send(record("a"), record("b"));
    } finally {
      System.setOut(standardOutput);
      standardOutput.print(output.toString(UTF_8));
    }

    // Other tests write there too.
    assertThat(output.toString(UTF_8).lines())
        .filteredOn(line -> line.contains(owner.caller().userId()))
        .singleElement()
        .asString()
        .contains("\"unavailable\":1", "InternalServerErrorException");
  }

  @Test
  void linesThatTimeDoesNotSufficeFor_areUnavailable() {
    // Each call to DynamoDB takes a seventh of the time for lines.
    api =
        TransferFunctions.on(
            dynamoDb.table(
                new ExecutionInterceptor() {
                  @Override
                  public void beforeExecution(
                      Context.BeforeExecution context, ExecutionAttributes attributes) {
                    api.elapse(CallLimits.lengthened(Duration.ofSeconds(1)));
                  }
                }));
    var lines = IntStream.range(0, 20).mapToObj(i -> record("k" + i)).toList();

    var outcomes = outcomes(send("", lines, owner).hasStatus(200));

    assertThat(outcomes.subList(0, 8)).containsOnly("created");
    assertThat(outcomes.subList(8, 20)).containsOnly("unavailable");
  }

  @Test
  void pagesThatEndEarly_loseNothing() {
    for (var name : List.of("a", "b", "c")) {
      call(Call.put("/collections/" + name, "{\"schema\":{}}")).hasStatus(201);
      for (var id : List.of("1", "2")) {
        call(Call.put("/collections/" + name + "/documents/" + id + "?upsert=true", "1"))
            .hasStatus(201);
      }
    }
    var lines = export(owner);

    proxy.follow(FaultSchedule.inParts());

    assertThat(lines).hasSize(9);
    assertThat(export(owner)).isEqualTo(lines);
    assertThat(proxy.injected()).containsKey(Fault.SHORT_PAGE);
  }

  @Test
  void pageThatFails_is503() {
    api = TransferFunctions.on(dynamoDb.table(proxy.endpoint()));
    proxy.follow(FaultSchedule.always(Fault.INTERNAL_ERROR));

    api().call(Call.get("/export").as(owner)).isProblem(503);
  }
}
