package dev.cubby.testing;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import dev.cubby.local.faults.Fault;
import dev.cubby.local.faults.FaultProxy;
import dev.cubby.local.faults.FaultSchedule;
import dev.cubby.shared.dynamodb.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every resource promises of which there is a [IdResource] when DynamoDB fails: a write whose
/// answer is lost counts once, and what cannot be done is 503, in time.
public abstract class IdResourceUnderFaults {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private final IdResource type;
  private final TestKey owner = TestUser.create().key(READ, WRITE);
  private FaultProxy proxy;
  private DirectApi api;

  protected IdResourceUnderFaults(IdResource type) {
    this.type = type;
  }

  /// All handlers of the resource on `table`.
  protected abstract DirectApi on(Table table);

  @BeforeEach
  void createHandlers() {
    proxy = dynamoDb.proxy();
    api = on(dynamoDb.patientTable(proxy.endpoint()));
  }

  @Test
  void lostAnswerToACreate_leavesOneThing() {
    var thing = losingTheAnswer(post()).hasStatus(201);

    assertThat(call(Call.get(pathOf(thing))).etag()).isEqualTo(thing.etag()).endsWith(".1\"");
    assertThat(call(Call.get(type.path())).items("id")).hasSize(1);
  }

  @Test
  void lostAnswerToAReplace_isOneVersionMore() {
    var thing = call(post());
    var put = Call.put(pathOf(thing), type.body("b"));

    var second = losingTheAnswer(put).hasStatus(200).etag();
    var third = losingTheAnswer(put.header("If-Match", second)).hasStatus(200).etag();

    assertThat(third).endsWith(".3\"");
    assertThat(call(Call.get(pathOf(thing))).etag()).isEqualTo(third);
  }

  @Test
  void lostAnswerToADelete_is204() {
    var thing = call(post());

    losingTheAnswer(Call.delete(pathOf(thing))).hasStatus(204);

    call(Call.get(pathOf(thing))).isProblem(404);
  }

  @Test
  void refusedConnection_is503() {
    var path = pathOf(call(post()));
    proxy.close();

    for (var call :
        List.of(
            post(),
            post().header("Idempotency-Key", "k"),
            Call.get(path),
            Call.get(type.path()),
            Call.put(path, type.body("b")),
            Call.delete(path))) {
      assertUnavailable(call);
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EXCLUDE,
      names = {"DELAY", "CANCELLATION", "UNPROCESSED", "SHORT_PAGE"})
  void faultOfEveryCall_is503(Fault fault) {
    api = on(dynamoDb.table(proxy.endpoint()));
    proxy.follow(FaultSchedule.always(fault));

    assertUnavailable(post());
  }

  private Call post() {
    return Call.post(type.path(), type.body("a"));
  }

  private String pathOf(Answer thing) {
    return type.path() + "/" + thing.json().path("id").asText();
  }

  private Answer losingTheAnswer(Call call) {
    proxy.follow(FaultSchedule.first(Fault.LOST_ANSWER));
    dynamoDb.attempts();
    var answer = call(call);
    assertThat(dynamoDb.attempts()).isEqualTo(2);
    return answer;
  }

  private void assertUnavailable(Call call) {
    var start = Instant.now();
    var answer = call(call).isProblem(503);
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMinutes(1));
    assertThat(answer.header("Retry-After")).isEqualTo("2");
    assertThat(answer.body()).doesNotContain("Injected").doesNotContain("127.0.0.1");
  }

  private Answer call(Call call) {
    return api.call(call.as(owner));
  }
}
