package dev.cubby.functions.records;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.faults.Fault;
import dev.cubby.local.faults.FaultSchedule;
import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/// DynamoDB goes away under the whole API, authorizer included.
@TestMethodOrder(OrderAnnotation.class)
class ApiUnavailableIT {

  @RegisterExtension static final HttpApi api = HttpApi.withFaults();

  private final TestKey known = TestUser.create().key(READ, WRITE);
  private final TestKey unknown = TestUser.create().key(READ, WRITE);

  @BeforeEach
  void start() {
    api.local().faults().follow(FaultSchedule.none());
    var create = Call.post("/records/a", "1").header("Idempotency-Key", "first");
    api.patiently().call(create.as(known)).hasStatus(201);
  }

  /// The last one: the proxy stays closed.
  @Test
  @Order(2)
  void refusedConnections_are503ForAnyKey() {
    api.local().faults().close();

    assertUnavailable(Call.put("/records/a", "2"), known);
    assertUnavailable(Call.get("/records/a"), known);
    assertUnavailable(Call.get("/records/a"), unknown);
  }

  @Test
  @Order(1)
  void hangingDynamoDb_is503ForAnyKey() {
    api.local().faults().follow(FaultSchedule.always(Fault.HANG));

    assertUnavailable(Call.delete("/records/a"), known);
    assertUnavailable(Call.get("/records"), unknown);
  }

  private void assertUnavailable(Call call, TestKey key) {
    var start = Instant.now();
    var answer = api.send(call, key.key().secret()).isProblem(503);
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMinutes(1));
    assertThat(answer.header("Retry-After")).isEqualTo("2");
  }
}
