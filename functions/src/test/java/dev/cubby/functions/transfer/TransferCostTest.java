package dev.cubby.functions.transfer;

import static dev.cubby.functions.transfer.TransferCase.record;
import static dev.cubby.shared.auth.Role.ADMIN;

import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.Call;
import dev.cubby.testing.CostTable;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.OwnerCostCase;
import dev.cubby.testing.TestUser;
import org.junit.jupiter.api.Test;

/// What exports and imports cost. The table in docs/architecture.md says the same.
class TransferCostTest extends OwnerCostCase {

  @Override
  protected DirectApi on(Table table) {
    return TransferFunctions.on(table);
  }

  @Test
  void request_consumesWhatTheTableStates() {
    assertStated("`POST /import` of two records", lines("", record("a"), record("b")), 200);
    for (int i = 0; i < 8; i++) {
      call(Call.post("/records/" + i, "1")).hasStatus(201);
    }
    assertStated("`GET /export`", Call.get("/export"), 200);
  }

  @Test
  void collections_consumeWhatTheTableStates() {
    var orders = CollectionTransferContract.COLLECTION;
    var two = lines("", orders, orders.replace("orders", "past"));
    assertStated("`POST /import` of two collections", two, 200);
    var document = CollectionTransferContract.document("a", "{\\\"status\\\":1}");
    assertStated(
        "`POST /import` of two documents in one index, definition not kept",
        lines("", document, document.replace("\"a\"", "\"b\"")),
        200);
    assertStated(
        "`POST /import` of two documents in one index",
        lines("", document.replace("\"a\"", "\"c\""), document.replace("\"a\"", "\"d\"")),
        200);

    var page = "/export";
    for (int kind = 0; kind < 4; kind++) {
      page = TransferCase.next(call(Call.get(page)).hasStatus(200));
    }
    assertStated("`GET /export` of documents", Call.get(page), 200);
  }

  @Test
  void exportByAnAdmin_consumesWhatTheTableStates() {
    var admin = TestUser.create().keyOnPlan("admin", ADMIN);
    var user =
        api.call(Call.post("/users", "{\"name\":\"Ada\",\"email\":\"ada@example.com\"}").as(admin))
            .json()
            .path("userId")
            .asText();
    var export = Call.get("/users/" + user + "/export").as(admin);

    CostTable.assertStated(
        "`GET /users/{userId}/export`", dynamoDb, () -> api.call(export).hasStatus(200));
  }

  @Test
  void line_isOneCallUnlessItReplacesOrIsNotWritten() {
    assertCost(lines("", record("a")), 200, 1, 2);
    assertCalls(lines("", record("a")), 200, 1);
    assertCalls(lines("?replace=true", record("a")), 200, 1);
    assertCalls(lines("", record("a", "2", 1)), 200, 1);
    assertCalls(lines("?replace=true", record("a", "2", 1)), 200, 2);
    assertCalls(lines("", record("a", "{", 1)), 200, 0);
    assertCalls(lines("", ImportContract.expiring(record("b"), "2026-01-06T00:00:00Z")), 200, 0);
    assertCalls(lines("", CollectionTransferContract.collection("{", "")), 200, 0);
  }

  private static Call lines(String query, String... lines) {
    return Call.post("/import" + query, String.join("\n", lines))
        .header("Content-Type", "application/x-ndjson");
  }
}
