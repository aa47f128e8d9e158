package dev.cubby.functions.records;

import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.Call;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.OwnerCostCase;
import dev.cubby.testing.TestUser;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What each endpoint of records costs: calls to DynamoDB, and units. The table in
/// docs/architecture.md says the same.
class RecordCostTest extends OwnerCostCase {

  private static final String SMALL = "\"" + "x".repeat(198) + "\"";
  private static final String TEN_KB = "\"" + "x".repeat(10 * 1024 - 2) + "\"";

  @Override
  protected DirectApi on(Table table) {
    return RecordFunctions.on(table);
  }

  @Test
  void request_consumesWhatTheTableStates() {
    assertStated("`POST /records/{key}`", Call.post("/records/a", SMALL), 201);
    assertStated(
        "`POST /records/{key}` with `Idempotency-Key`",
        Call.post("/records/b", SMALL).header("Idempotency-Key", "k"),
        201);
    assertStated("`GET /records/{key}`", Call.get("/records/a"), 200);
    assertStated("`PUT /records/{key}`", Call.put("/records/a", SMALL), 200);
    assertStated(
        "`PUT /records/{key}` with another expiry", Call.put("/records/a?ttl=60", SMALL), 200);
    assertStated(
        "`PUT /records/{key}?upsert=true` that creates",
        Call.put("/records/c?upsert=true", SMALL),
        201);
    assertStated(
        "`PUT /records/{key}` with `If-None-Match: *`",
        Call.put("/records/d", SMALL).header("If-None-Match", "*"),
        201);
    assertStated("`DELETE /records/{key}`", Call.delete("/records/d"), 204);
    for (int i = 0; i < 7; i++) {
      call(Call.post("/records/e" + i, SMALL)).hasStatus(201);
    }
    assertStated("`GET /records`", Call.get("/records"), 200);
    assertStated("`GET /records/keys`", Call.get("/records/keys"), 200);
  }

  @Test
  void record_hasTheSizeThatTheTableStates() {
    call(Call.post("/records/abc", SMALL)).hasStatus(201);

    assertSize("record", "RECORD#", Map.of("key", 3, "value", 200));
  }

  @Test
  void create_isOneCallAndOneUnitPerKilobyteAndOneForTheIndex() {
    assertCost(Call.post("/records/small", SMALL), 201, 1, 2);
    assertCost(Call.post("/records/large", TEN_KB), 201, 1, 11 + 1);
  }

  @Test
  void createOfWhatExists_isOneCall() {
    call(Call.post("/records/a", SMALL)).hasStatus(201);

    assertCalls(Call.post("/records/a", SMALL), 409, 1);
  }

  @Test
  void createWithAnIdempotencyKey_isOneTransaction() {
    var create = Call.post("/records/a", SMALL).header("Idempotency-Key", "k");

    assertCalls(create, 201, 1);
    assertCalls(create, 201, 1);
    assertCalls(Call.post("/records/b", SMALL).header("Idempotency-Key", "k"), 422, 1);
    assertCalls(Call.post("/records/a", SMALL).header("Idempotency-Key", "l"), 409, 1);
    assertCalls(Call.post("/records/b", SMALL).header("Idempotency-Key", ""), 400, 0);
  }

  @Test
  void get_isOneStronglyConsistentCall() {
    call(Call.post("/records/small", SMALL)).hasStatus(201);
    call(Call.post("/records/large", TEN_KB)).hasStatus(201);

    assertCost(Call.get("/records/small"), 200, 1, 1);
    assertCost(Call.get("/records/large"), 200, 1, 3);
    assertCost(Call.get("/records/none"), 404, 1, 1);
  }

  @Test
  void replace_isOneCallAndLeavesTheIndexAlone() {
    call(Call.post("/records/a", SMALL)).hasStatus(201);

    assertCost(Call.put("/records/a", SMALL), 200, 1, 1);
    assertCost(Call.put("/records/a?upsert=true", SMALL), 200, 1, 1);
    assertCost(Call.put("/records/a", SMALL).header("If-Match", "*"), 200, 1, 1);
    assertCost(Call.put("/records/a", TEN_KB), 200, 1, 11);
  }

  @Test
  void replaceWithAnotherExpiry_writesTheIndexToo() {
    call(Call.post("/records/a", SMALL)).hasStatus(201);

    assertCost(Call.put("/records/a?ttl=60", SMALL), 200, 1, 2);
  }

  @Test
  void replaceThatFails_isOneCall() {
    assertCalls(Call.put("/records/none", SMALL), 404, 1);
    call(Call.post("/records/a", SMALL)).hasStatus(201);
    assertCalls(Call.put("/records/a", SMALL).header("If-Match", "\"x\""), 412, 1);
  }

  @Test
  void upsertThatCreates_isOneCall() {
    assertCost(Call.put("/records/a?upsert=true", SMALL), 201, 1, 2);
    assertCost(Call.put("/records/b", SMALL).header("If-None-Match", "*"), 201, 1, 2);
  }

  @Test
  void upsertOfWhatHasExpired_isTheOnlyOneWithTwoCalls() {
    call(Call.post("/records/a?ttl=1", SMALL)).hasStatus(201);
    api.elapse(Duration.ofSeconds(2));

    assertCalls(Call.put("/records/a?upsert=true", SMALL), 201, 2);
  }

  @Test
  void delete_isOneCallAndOneUnitPerKilobyteAndOneForTheIndex() {
    call(Call.post("/records/small", SMALL)).hasStatus(201);
    call(Call.post("/records/large", TEN_KB)).hasStatus(201);

    assertCost(Call.delete("/records/small"), 204, 1, 2);
    assertCost(Call.delete("/records/large"), 204, 1, 11 + 1);
    assertCalls(Call.delete("/records/none"), 404, 1);
  }

  @Test
  void list_isOneEventuallyConsistentCallForThePage() {
    for (int i = 0; i < 10; i++) {
      call(Call.post("/records/k" + i, TEN_KB)).hasStatus(201);
    }

    // Half a unit for each 4 KB of the page: ten times 10.2 KB, and four times.
    assertCost(Call.get("/records"), 200, 1, 13);
    assertCost(Call.get("/records?limit=4"), 200, 1, 5.5);
  }

  @Test
  void keys_areOneCallToTheIndex() {
    call(Call.post("/records/a", SMALL)).hasStatus(201);
    call(Call.post("/records/b", SMALL)).hasStatus(201);

    assertCost(Call.get("/records/keys"), 200, 1, 0.5);
  }

  @Test
  void selection_isOneTransactionAtTwiceTheUnits() {
    call(Call.post("/records/small", SMALL)).hasStatus(201);
    call(Call.post("/records/tiny", "1")).hasStatus(201);
    call(Call.post("/records/large", TEN_KB)).hasStatus(201);

    assertStated("`GET /records?key` of two records", Call.get("/records?key=small&key=tiny"), 200);
    assertCost(Call.get("/records?key=small&key=large"), 200, 1, 2 * (1 + 3));
    assertCost(Call.get("/records?key=small&key=none"), 200, 1, 2 * (1 + 1));
    assertStated("`GET /records?key` of one record", Call.get("/records?key=small"), 200);
    assertCost(Call.get("/records?key=large"), 200, 1, 3);
    assertCalls(Call.get("/records?key=small&key="), 400, 0);
  }

  @Test
  void refusedRequest_isNoCall() {
    assertCalls(Call.post("/records/a", "{"), 400, 0);
    assertCalls(Call.post("/records/a", SMALL).header("Content-Type", "text/html"), 415, 0);
    assertCalls(Call.post("/records/a", "\"" + "x".repeat(410_000) + "\""), 413, 0);
    assertCalls(Call.get("/records?limit=0"), 400, 0);
    api.call(Call.get("/records/a")).isProblem(401);
    api.call(Call.get("/records/a").as(TestUser.create().key(WRITE))).isProblem(403);
    assertThat(dynamoDb.calls()).isZero();
  }
}
