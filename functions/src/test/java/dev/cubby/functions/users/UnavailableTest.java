package dev.cubby.functions.users;

import static dev.cubby.shared.auth.Role.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Call;
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

  private static final String USER = "/users/01939b2e-5d0c-7000-8000-000000000001";
  private static final List<Call> CALLS =
      List.of(
          Call.post("/users", "{\"name\":\"Ann\",\"email\":\"ann@example.com\"}"),
          Call.get("/users"),
          Call.get("/users?email=ann@example.com"),
          Call.get(USER),
          Call.put(USER, "{\"age\":8}"),
          Call.delete(USER));

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private final TestKey admin = TestUser.create().keyOnPlan("admin", ADMIN);

  @Test
  void refusedConnection_is503() {
    var connection = FaultyConnection.to(dynamoDb.endpoint());
    connection.close();

    CALLS.forEach(call -> assertUnavailable(connection.endpoint(), call));
  }

  @Test
  void hangingDynamoDb_is503() {
    try (var connection = FaultyConnection.to(dynamoDb.endpoint())) {
      connection.hang();

      assertUnavailable(connection.endpoint(), CALLS.getFirst());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400,com.amazonaws.dynamodb.v20120810#RequestLimitExceeded",
    "400,com.amazonaws.dynamodb.v20120810#TransactionInProgressException",
    "500,com.amazonaws.dynamodb.v20120810#InternalServerError",
  })
  void errorOfDynamoDb_is503(int status, String type) {
    try (var aws = ScriptedDynamoDb.answering(Reply.error(status, type))) {
      assertUnavailable(aws.endpoint(), CALLS.getFirst());
      assertUnavailable(aws.endpoint(), CALLS.getLast());
    }
  }

  private void assertUnavailable(URI endpoint, Call call) {
    var start = Instant.now();
    var answer = UserFunctions.on(dynamoDb.table(endpoint)).call(call.as(admin)).isProblem(503);
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
    assertThat(answer.header("Retry-After")).isEqualTo("2");
    assertThat(answer.body()).doesNotContain("secret").doesNotContain("127.0.0.1");
  }
}
