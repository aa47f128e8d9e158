package dev.cubby.functions.users;

import static dev.cubby.shared.auth.Role.ADMIN;
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

/// DynamoDB throttles, fails, hangs or is gone: 503, in time, and never a success.
class UsersUnavailableTest {

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

  private FaultProxy proxy;
  private DirectApi api;

  @BeforeEach
  void createHandlers() {
    proxy = dynamoDb.proxy();
    api = UserFunctions.on(dynamoDb.table(proxy.endpoint()));
  }

  @Test
  void refusedConnection_is503() {
    proxy.close();

    CALLS.forEach(this::assertUnavailable);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EXCLUDE,
      names = {"DELAY", "CONFLICT", "UNPROCESSED", "SHORT_PAGE"})
  void faultOfEveryCall_is503(Fault fault) {
    proxy.follow(FaultSchedule.always(fault));

    assertUnavailable(CALLS.getFirst());
  }

  private void assertUnavailable(Call call) {
    var start = Instant.now();
    var answer = api.call(call.as(admin)).isProblem(503);
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMinutes(1));
    assertThat(answer.header("Retry-After")).isEqualTo("2");
    assertThat(answer.body()).doesNotContain("secret").doesNotContain("127.0.0.1");
  }
}
