package dev.cubby.functions.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import dev.cubby.local.faults.Fault;
import dev.cubby.local.faults.FaultProxy;
import dev.cubby.local.faults.FaultSchedule;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.DynamoDb;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// DynamoDB throttles, fails, hangs or is gone: 503, in time, and never a success.
class SourcesUnavailableTest extends SourceCase {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private FaultProxy proxy;
  private Api api;

  @BeforeEach
  void createHandlers() {
    proxy = dynamoDb.proxy();
    api = SourceFunctions.on(dynamoDb.table(proxy.endpoint()));
  }

  @Override
  Api api() {
    return api;
  }

  @Test
  void refusedConnection_is503() {
    proxy.close();

    write("{}").isProblem(503);
    actions("userId=" + user.userId() + "&name=default").isProblem(503);
    api.call(Call.get("/sources").as(reader)).isProblem(503);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EXCLUDE,
      names = {"DELAY", "CONFLICT", "UNPROCESSED", "SHORT_PAGE"})
  void faultOfEveryCall_leavesWritesUnanswered(Fault fault) {
    proxy.follow(FaultSchedule.always(fault));
    var start = Instant.now();

    assertThat(write("{}").isProblem(503).header("Retry-After")).isEqualTo("2");

    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMinutes(1));
  }

  /// Each transaction is sent again, and known by its token.
  @ParameterizedTest
  @EnumSource(names = {"LOST_ANSWER", "WITHHELD_ANSWER", "RESET", "CANCELLATION", "INTERNAL_ERROR"})
  void faultsThatPass_countNoEventTwice(Fault fault) {
    for (int i = 1; i <= 3; i++) {
      proxy.follow(FaultSchedule.first(fault, fault));
      // On a busy machine two faults and the event take longer than a function waits.
      var write = writeCall("{\"a\":1}").as(writer).header("Idempotency-Key", "event-" + i);
      api.patiently().call(write).hasStatus(200);
    }

    api = SourceFunctions.on(dynamoDb.table());
    assertThat(exposed("24h_average").toString()).contains("\"count\":3,\"fields\"");
    assertThat(exposed("24h_average").at("/fields/~1a/count").asInt()).isEqualTo(3);
  }

  /// Nobody reads without a trace.
  @ParameterizedTest
  @EnumSource(
      mode = EXCLUDE,
      names = {"DELAY", "CANCELLATION", "UNPROCESSED", "SHORT_PAGE"})
  void actionThatCannotBeRecorded_leavesReadsUnanswered(Fault fault) {
    api = SourceFunctions.on(dynamoDb.table());
    write("{\"a\":1}").hasStatus(200);
    api = SourceFunctions.on(dynamoDb.table(proxy.endpoint()));
    proxy.follow(operation -> operation.equals("PutItem") ? fault : null);

    assertThat(expose("latest").isProblem(503).body()).doesNotContain("\"a\"");
    assertThat(expose("24h_average").isProblem(503).body()).doesNotContain("/a");

    var record = "userId=" + user.userId() + "&name=default";
    api = SourceFunctions.on(dynamoDb.table());
    expose("latest").hasStatus(200);
    assertThat(actions(record).items("action")).contains("write_raw", "latest");
  }
}
