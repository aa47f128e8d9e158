package dev.cubby.functions.users;

import static dev.cubby.shared.auth.Role.ADMIN;
import static dev.cubby.shared.auth.Role.READ;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.CostCase;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DynamoDb;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What each endpoint of users costs: calls to DynamoDB, and units where DynamoDB Local counts them
/// as AWS does, which it does neither for transactions nor for index pages. The table in
/// docs/architecture.md says the same.
class UserCostTest implements CostCase {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private final TestKey admin = TestUser.create().keyOnPlan("admin", ADMIN);
  private DirectApi api;

  @BeforeEach
  void createHandlers() {
    api = UserFunctions.on(dynamoDb.table());
  }

  @Test
  void request_consumesWhatTheTableStates() {
    assertStated("`POST /users`", signUp("a@example.com"), 201);
    assertStated(
        "`POST /users` with `Idempotency-Key`",
        signUp("b@example.com").header("Idempotency-Key", "k"),
        201);
    var user = path(signUp("c@example.com"));
    assertStated("`GET /users/{userId}`", Call.get(user), 200);
    assertStated("`GET /me`", Call.get("/me"), 200);
    assertStated("`GET /users?email`", Call.get("/users?email=c@example.com"), 200);
    assertStated("`PUT /users/{userId}`", Call.put(user, "{\"age\":8}"), 200);
    assertStated(
        "`PUT /users/{userId}` with another address",
        Call.put(user, "{\"email\":\"e@example.com\"}"),
        200);
    assertStated("`DELETE /users/{userId}` without keys", Call.delete(user), 200);
    for (int i = 0; i < 8; i++) {
      call(signUp("f" + i + "@example.com")).hasStatus(201);
    }
    assertStated("`GET /users`", Call.get("/users"), 200);
  }

  @Test
  void user_hasTheSizeThatTheTableStates() {
    call(Call.post("/users", "{\"name\":\"Ann\",\"email\":\"ann@example.com\",\"age\":36}"))
        .hasStatus(201);

    assertSize("user with an age", "PROFILE", Map.of("name", 3, "address", 15));
    assertSize("email guard", "EMAIL", Map.of("address", 15));
  }

  @Test
  void create_isOneTransaction() {
    assertCalls(signUp("a@example.com"), 201, 1);
    assertCalls(signUp("a@example.com"), 409, 1);
  }

  @Test
  void createWithAnIdempotencyKey_isOneTransaction() {
    assertCalls(signUp("a@example.com").header("Idempotency-Key", "k"), 201, 1);
    assertCalls(signUp("a@example.com").header("Idempotency-Key", "k"), 201, 1);
    assertCalls(signUp("b@example.com").header("Idempotency-Key", "k"), 422, 1);
  }

  @Test
  void get_isOneStronglyConsistentCall() {
    var user = path(signUp("a@example.com"));

    assertCost(Call.get(user), 200, 1, 1);
    assertCost(Call.get("/users/01939b2e-5d0c-7000-8000-000000000001"), 404, 1, 1);
  }

  @Test
  void list_isAQueryAndOneCallForTheUsersOfThePage() {
    assertCost(Call.get("/users"), 200, 1, 0.5);
    for (int i = 0; i < 10; i++) {
      call(signUp("a" + i + "@example.com")).hasStatus(201);
    }

    assertCalls(Call.get("/users"), 200, 2);
    assertCalls(Call.get("/users?limit=4&order=desc"), 200, 2);
  }

  @Test
  void lookUpByEmail_isOneReadOfTheGuardAndOneOfTheUser() {
    call(signUp("a@example.com")).hasStatus(201);

    assertCost(Call.get("/users?email=A@example.com"), 200, 2, 2);
    assertCost(Call.get("/users?email=b@example.com"), 200, 1, 1);
  }

  @Test
  void update_isOneReadAndOneTransaction() {
    var user = path(signUp("a@example.com"));
    call(signUp("b@example.com")).hasStatus(201);

    assertCalls(Call.put(user, "{\"age\":8}"), 200, 2);
    assertCalls(Call.put(user, "{\"email\":\"c@example.com\"}"), 200, 2);
    assertCalls(Call.put(user, "{\"email\":\"b@example.com\"}"), 409, 2);
  }

  @Test
  void delete_isOneReadOneTransactionAndOneQueryForKeys() {
    assertCalls(Call.delete(path(signUp("a@example.com"))), 200, 3);
  }

  @Test
  void writeThatCannotTakePlace_isOneRead() {
    var user = path(signUp("a@example.com"));
    var nobody = "/users/01939b2e-5d0c-7000-8000-000000000001";

    assertCost(Call.put(user, "{\"age\":8}").header("If-Match", "\"x\""), 412, 1, 1);
    assertCost(Call.delete(user).header("If-Match", "\"x\""), 412, 1, 1);
    assertCost(Call.put(nobody, "{\"age\":8}"), 404, 1, 1);
  }

  @Test
  void deletionOfAnAbsentUser_alsoLooksForKeys() {
    assertCost(Call.delete("/users/01939b2e-5d0c-7000-8000-000000000001"), 404, 2, 2);
  }

  @Test
  void refusedRequest_isNoCall() {
    assertCalls(Call.post("/users", "{}"), 400, 0);
    assertCalls(Call.put("/users/01939b2e-5d0c-7000-8000-000000000001", "{}"), 400, 0);
    assertCalls(Call.get("/users?limit=0"), 400, 0);
    assertCalls(Call.get("/users?email=x"), 400, 0);
    assertCalls(Call.get("/users/x"), 404, 0);
    assertCalls(Call.delete("/users/x"), 404, 0);
    api.call(Call.get("/users").as(TestUser.create().key(READ))).isProblem(403);
    assertThat(dynamoDb.calls()).isZero();
  }

  private static Call signUp(String email) {
    return Call.post("/users", "{\"name\":\"Ann\",\"email\":\"" + email + "\"}");
  }

  private String path(Call signUp) {
    return "/users/" + call(signUp).hasStatus(201).json().path("userId").asText();
  }

  @Override
  public DynamoDb dynamoDb() {
    return dynamoDb;
  }

  @Override
  public Answer call(Call call) {
    return api.call(call.as(admin));
  }
}
