package dev.cubby.functions.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.faults.FaultProxy;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.CostTable;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DirectApi.MovableClock;
import dev.cubby.testing.DynamoDb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GetHealthTest {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  @Test
  void tableThatCanBeRead_is200WithTheVersion() {
    assertThat(health(dynamoDb.table()).hasStatus(200).body())
        .isEqualTo("{\"status\":\"ok\",\"version\":\"1.2.3\",\"table\":\"ok\"}");
  }

  @Test
  void health_consumesWhatTheTableStates() {
    CostTable.assertStated(
        "`GET /health`", dynamoDb, () -> health(dynamoDb.table()).hasStatus(200));
  }

  @Test
  void unreachableDynamoDb_is503() {
    var proxy = FaultProxy.to(dynamoDb.endpoint());
    proxy.close();

    assertUnavailable(health(dynamoDb.table(proxy.endpoint())));
  }

  @Test
  void missingTable_is503() {
    try (var client = dynamoDb.client(dynamoDb.endpoint())) {
      assertUnavailable(health(new Table(client, "none")));
    }
  }

  private static Answer health(Table table) {
    var clock = new MovableClock();
    return new DirectApi(clock, new GetHealth(table, "1.2.3", clock)).call(Call.get("/health"));
  }

  private static void assertUnavailable(Answer answer) {
    assertThat(answer.isProblem(503).header("Retry-After")).isEqualTo("2");
  }
}
