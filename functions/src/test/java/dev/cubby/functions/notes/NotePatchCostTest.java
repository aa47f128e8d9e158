package dev.cubby.functions.notes;

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
class NotePatchCostTest implements CostCase {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private final TestKey owner = TestUser.create().key(READ, WRITE);
  private DirectApi api;

  @BeforeEach
  void createHandlers() {
    api = NoteFunctions.on(dynamoDb.table());
  }

  @Test
  void patch_consumesWhatTheTableStates() {
    assertStated("`PATCH /notes/{id}`", Call.patch(create(), "{\"content\":\"c\"}"), 200);
    assertStated(
        "`PATCH /notes/{id}` with another title", Call.patch(create(), "{\"title\":\"b\"}"), 200);
  }

  @Test
  void patchOfTheTitle_writesTheIndexToo() {
    var note = create();

    assertCost(Call.patch(note, "{\"title\":\"b\"}"), 200, 2, 1 + 1 + 2);
    assertCost(Call.patch(note, "{\"title\":null}"), 200, 2, 1 + 1 + 1);
  }

  @Test
  void patchWithAnIdempotencyKey_isTwoCallsAndRepeatedOne() {
    var patch = Call.patch(create(), "{\"content\":\"c\"}").header("Idempotency-Key", "k");

    assertCalls(patch, 200, 2);
    assertCalls(patch, 200, 1);
  }

  private String create() {
    return call(Call.post("/notes", "{\"title\":\"a\",\"content\":\"b\"}"))
        .hasStatus(201)
        .header("Location");
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
