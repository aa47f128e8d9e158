package dev.cubby.functions.items;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.CostCase;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DynamoDb;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What PATCH costs. The table in docs/architecture.md says the same.
class ItemPatchCostTest implements CostCase {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private final TestKey owner = TestUser.create().key(READ, WRITE);
  private DirectApi api;

  @BeforeEach
  void createHandlers() {
    api = ItemFunctions.on(dynamoDb.table());
  }

  @Test
  void patch_consumesWhatTheTableStates() {
    assertStated("`PATCH /items/{id}`", Call.patch(create(), "{\"name\":\"c\"}"), 200);
  }

  @Test
  void patchWithAnIdempotencyKey_isTwoCallsAndRepeatedOne() {
    var patch = Call.patch(create(), "{\"name\":\"c\"}").header("Idempotency-Key", "k");

    assertCalls(patch, 200, 2);
    assertCalls(patch, 200, 1);
  }

  private String create() {
    return call(Call.post("/items", "{\"name\":\"a\"}")).hasStatus(201).header("Location");
  }

  @Override
  public DynamoDb dynamoDb() {
    return dynamoDb;
  }

  @Override
  public Answer call(Call call) {
    return api.call(call.as(owner));
  }
}
