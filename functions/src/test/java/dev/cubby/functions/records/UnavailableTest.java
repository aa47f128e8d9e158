package dev.cubby.functions.records;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Call;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DynamoDb;
import dev.cubby.testing.FaultyConnection;
import dev.cubby.testing.ScriptedDynamoDb;
import dev.cubby.testing.ScriptedDynamoDb.Reply;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// DynamoDB throttles, fails, hangs or is gone: 503, in time, and never a success.
class UnavailableTest {

  private static final List<Call> CALLS =
      List.of(
          Call.post("/records/a", "1"),
          Call.get("/records/a"),
          Call.get("/records"),
          Call.get("/records/keys"),
          Call.put("/records/a", "1"),
          Call.put("/records/a?upsert=true", "1"),
          Call.delete("/records/a"));

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private final TestKey owner = TestUser.create().key(READ, WRITE);

  @Test
  void refusedConnection_is503() {
    var connection = FaultyConnection.to(dynamoDb.endpoint());
    connection.close();

    CALLS.forEach(call -> assertUnavailable(apiAt(connection.endpoint()), call));
  }

  @Test
  void hangingDynamoDb_is503() {
    try (var connection = FaultyConnection.to(dynamoDb.endpoint())) {
      connection.hang();

      assertUnavailable(apiAt(connection.endpoint()), CALLS.getFirst());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400,com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",
    "400,com.amazonaws.dynamodb.v20120810#RequestLimitExceeded",
    "400,com.amazon.coral.availability#ThrottlingException",
    "500,com.amazonaws.dynamodb.v20120810#InternalServerError",
    "503,com.amazonaws.dynamodb.v20120810#ServiceUnavailable",
  })
  void errorOfDynamoDb_is503(int status, String type) {
    try (var dynamoDb = ScriptedDynamoDb.answering(Reply.error(status, type))) {
      assertUnavailable(apiAt(dynamoDb.endpoint()), Call.post("/records/a", "1"));
      assertUnavailable(apiAt(dynamoDb.endpoint()), Call.get("/records"));
    }
  }

  private DirectApi apiAt(URI endpoint) {
    return RecordFunctions.on(dynamoDb.table(endpoint));
  }

  private void assertUnavailable(DirectApi api, Call call) {
    var start = Instant.now();
    var answer = api.call(call.as(owner)).isProblem(503);
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
    assertThat(answer.header("Retry-After")).isEqualTo("2");
    assertThat(answer.body()).doesNotContain("secret").doesNotContain("127.0.0.1");
  }
}
