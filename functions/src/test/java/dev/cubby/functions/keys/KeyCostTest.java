package dev.cubby.functions.keys;

import static dev.cubby.shared.auth.Role.READ;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Call;
import dev.cubby.testing.CostCase;
import dev.cubby.testing.CostTable;
import dev.cubby.testing.DynamoDb;
import dev.cubby.testing.TestUser;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What each endpoint of keys and usage costs: calls to DynamoDB, and units where DynamoDB Local
/// counts them as AWS does, which it does not for transactions. The table in docs/architecture.md
/// says the same.
class KeyCostTest extends DirectKeysCase implements CostCase {

  private static final String READER = "{\"roles\":[\"read\"],\"plan\":\"basic\"}";

  @BeforeEach
  void storePlans() {
    functions.bootstrap(Map.of());
  }

  @Test
  void requestOnKeys_consumesWhatTheTableStates() {
    var user = newUser();
    var create = Call.post(user + "/keys", READER);
    var again = create.header("Idempotency-Key", "k");

    assertStated("`GET /users/{userId}/keys` without keys", Call.get(user + "/keys"), 200);
    assertStated("`POST /users/{userId}/keys`", create, 201);
    assertStated("`POST /users/{userId}/keys` with `Idempotency-Key`", again, 201);
    assertStated("`POST /users/{userId}/keys` repeated", again, 201);
    var key = pathOf(user, make(user));
    var rotate = Call.post(key + "/rotate", "{}");
    var rotateAgain =
        Call.post(pathOf(user, make(user)) + "/rotate", "{}").header("Idempotency-Key", "r");
    assertStated("`PUT /users/{userId}/keys/{keyId}`", Call.put(key, "{\"plan\":\"pro\"}"), 200);
    assertStated("`POST /users/{userId}/keys/{keyId}/rotate`", rotate, 201);
    assertStated(
        "`POST /users/{userId}/keys/{keyId}/rotate` with `Idempotency-Key`", rotateAgain, 201);
    assertStated("`POST /users/{userId}/keys/{keyId}/rotate` repeated", rotateAgain, 201);
    assertStated(
        "`DELETE /users/{userId}/keys/{keyId}`", Call.delete(pathOf(user, make(user))), 204);
    for (int i = 0; i < 5; i++) {
      make(user);
    }
    assertStated("`GET /users/{userId}/keys`", Call.get(user + "/keys?limit=10"), 200);
  }

  @Test
  void requestForUsage_consumesWhatTheTableStates() {
    var user = newUser();
    var made = make(user);
    Runnable own = () -> api().call(Call.get("/usage").as(holderOf(user, made))).hasStatus(200);

    CostTable.assertStated("`GET /usage` not cached", dynamoDb, own);
    CostTable.assertStated("`GET /usage`", dynamoDb, own);
    assertStated("`GET /users/{userId}/usage` of one key", Call.get(user + "/usage"), 200);
  }

  @Test
  void create_isTwoReadsAWriteAndATransaction() {
    assertCalls(Call.post(newUser() + "/keys", READER), 201, 4);
    assertCost(Call.post(NOBODY + "/keys", READER), 404, 1, 1);
  }

  @Test
  void createWithAnIdempotencyKey_isOneReadMoreAndARepetitionIsThatReadAlone() {
    var user = newUser();
    var create = Call.post(user + "/keys", READER).header("Idempotency-Key", "k");

    assertCalls(create, 201, 5);
    assertCost(create, 201, 1, 1);
    assertCost(
        Call.post(user + "/keys", "{\"roles\":[\"read\"],\"plan\":\"pro\"}")
            .header("Idempotency-Key", "k"),
        422,
        1,
        1);
  }

  @Test
  void rotateWithAnIdempotencyKey_isOneReadMoreAndARepetitionIsReadsAlone() {
    var user = newUser();
    var rotate =
        Call.post(pathOf(user, make(user)) + "/rotate", "{}").header("Idempotency-Key", "k");

    assertCalls(rotate, 201, 6);
    assertCost(rotate, 201, 3, 3);
  }

  @Test
  void list_isAQueryAndOneCallForTheKeysOfThePage() {
    var user = newUser();
    for (int i = 0; i < 10; i++) {
      make(user);
    }

    // Half a unit for the references, and half a unit for each key.
    assertCost(Call.get(user + "/keys"), 200, 2, 5.5);
    assertCost(Call.get(user + "/keys?limit=4"), 200, 2, 2.5);
    assertCalls(Call.get(NOBODY + "/keys"), 404, 2);
  }

  @Test
  void update_isTwoReadsAndATransaction() {
    var user = newUser();

    assertCalls(Call.put(pathOf(user, make(user)), "{\"plan\":\"pro\"}"), 200, 3);
  }

  @Test
  void delete_isTwoReadsAndATransaction() {
    var user = newUser();

    assertCalls(Call.delete(pathOf(user, make(user))), 204, 3);
  }

  @Test
  void rotate_isThreeReadsAWriteAndATransaction() {
    var user = newUser();

    assertCalls(Call.post(pathOf(user, make(user)) + "/rotate", "{}"), 201, 5);
  }

  @Test
  void writeThatCannotTakePlace_isTwoReads() {
    var user = newUser();
    var key = pathOf(user, make(user));

    assertCost(Call.put(key, "{\"plan\":\"pro\"}").header("If-Match", "\"x\""), 412, 2, 2);
    assertCost(Call.delete(key).header("If-Match", "\"x\""), 412, 2, 2);
    assertCost(Call.post(key + "/rotate", "{}").header("If-Match", "\"x\""), 412, 2, 2);
    assertCost(Call.delete(user + "/keys/" + NONE), 404, 1, 1);
  }

  @Test
  void usage_isAPageOfKeysAndOneReadForEach() {
    var user = newUser();
    make(user);
    make(user);

    // The plan, and the write of what is kept.
    assertCalls(Call.get(user + "/usage"), 200, 2 + 2 * 3);
    assertCost(Call.get(user + "/usage"), 200, 2 + 2, 1.5 + 2);
  }

  @Test
  void refusedRequest_isNoCall() {
    assertCalls(Call.post(NOBODY + "/keys", "{}"), 400, 0);
    assertCalls(Call.put(NOBODY + "/keys/" + NONE, "{}"), 400, 0);
    assertCalls(Call.post(NOBODY + "/keys/" + NONE + "/rotate", "{\"graceSeconds\":-1}"), 400, 0);
    assertCalls(Call.get(NOBODY + "/keys?limit=0"), 400, 0);
    assertCalls(Call.delete(NOBODY + "/keys/x"), 404, 0);
    api().call(Call.get(NOBODY + "/keys").as(TestUser.create().key(READ))).isProblem(403);
    assertThat(dynamoDb.calls()).isZero();
  }

  @Override
  public DynamoDb dynamoDb() {
    return dynamoDb;
  }
}
