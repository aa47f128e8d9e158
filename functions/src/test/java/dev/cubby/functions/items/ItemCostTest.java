package dev.cubby.functions.items;

import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.Call;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.OwnerCostCase;
import dev.cubby.testing.TestUser;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What each endpoint of items costs: calls to DynamoDB, and units. The table in
/// docs/architecture.md says the same.
class ItemCostTest extends OwnerCostCase {

  private static final String NO_ITEM = "/items/01939b2e-5d0c-7000-8000-000000000001";
  private static final String SMALL = "{\"name\":\"a\"}";
  private static final String LARGE =
      "{\"name\":\"a\",\"description\":\"" + "x".repeat(10_000) + "\"}";

  @Override
  protected DirectApi on(Table table) {
    return ItemFunctions.on(table);
  }

  @Test
  void request_consumesWhatTheTableStates() {
    assertStated("`POST /items`", Call.post("/items", SMALL), 201);
    var item = create(SMALL);
    assertStated("`GET /items/{id}`", Call.get(item), 200);
    assertStated("`PUT /items/{id}`", Call.put(item, SMALL), 200);
    assertStated("`DELETE /items/{id}`", Call.delete(item), 204);
    for (int i = 0; i < 9; i++) {
      create(SMALL);
    }
    assertStated("`GET /items`", Call.get("/items"), 200);
  }

  @Test
  void item_hasTheSizeThatTheTableStates() {
    create("{\"name\":\"Lamp\",\"description\":\"Brass\"}");

    assertSize("item", "ITEM#", Map.of("name", 4, "description", 5));
  }

  @Test
  void write_isOneCallAndOneUnitPerKilobyte() {
    assertCost(Call.post("/items", SMALL), 201, 1, 1);
    assertCost(Call.post("/items", LARGE), 201, 1, 10);
    var item = create(SMALL);
    assertCost(Call.put(item, SMALL), 200, 1, 1);
    assertCost(Call.put(item + "?ttl=60", LARGE), 200, 1, 10);
    assertCost(Call.delete(item), 204, 1, 10);
  }

  @Test
  void createWithAnIdempotencyKey_isOneTransaction() {
    assertCalls(Call.post("/items", SMALL).header("Idempotency-Key", "k"), 201, 1);
  }

  @Test
  void writeThatCannotTakePlace_isOneCall() {
    assertCalls(Call.put(create(SMALL), SMALL).header("If-Match", "\"x\""), 412, 1);
    assertCalls(Call.put(NO_ITEM, SMALL), 404, 1);
    assertCalls(Call.delete(NO_ITEM), 404, 1);
  }

  @Test
  void get_isOneStronglyConsistentCall() {
    assertCost(Call.get(create(SMALL)), 200, 1, 1);
    assertCost(Call.get(create(LARGE)), 200, 1, 3);
    assertCost(Call.get(NO_ITEM), 404, 1, 1);
  }

  @Test
  void list_isOneEventuallyConsistentCallForThePage() {
    for (int i = 0; i < 10; i++) {
      create(LARGE);
    }

    // Half a unit for each 4 KB of the page: ten times 10.0 KB, and four times.
    assertCost(Call.get("/items"), 200, 1, 12.5);
    assertCost(Call.get("/items?limit=4"), 200, 1, 5);
  }

  @Test
  void refusedRequest_isNoCall() {
    assertCalls(Call.post("/items", "{}"), 400, 0);
    assertCalls(Call.get("/items?limit=0"), 400, 0);
    assertCalls(Call.get("/items/x"), 404, 0);
    api.call(Call.get(NO_ITEM).as(TestUser.create().key(WRITE))).isProblem(403);
    assertThat(dynamoDb.calls()).isZero();
  }

  @Test
  void patch_consumesWhatTheTableStates() {
    assertStated("`PATCH /items/{id}`", Call.patch(create(SMALL), "{\"name\":\"c\"}"), 200);
  }

  @Test
  void patchWithAnIdempotencyKey_isTwoCallsAndRepeatedOne() {
    var patch = Call.patch(create(SMALL), "{\"name\":\"c\"}").header("Idempotency-Key", "k");

    assertCalls(patch, 200, 2);
    assertCalls(patch, 200, 1);
  }

  private String create(String body) {
    return call(Call.post("/items", body)).hasStatus(201).header("Location");
  }
}
