package dev.cubby.functions.users;

import static dev.cubby.shared.auth.Role.ADMIN;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.cubby.local.faults.Fault;
import dev.cubby.local.faults.FaultProxy;
import dev.cubby.shared.dynamodb.Eraser;
import dev.cubby.shared.dynamodb.UserPartition;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.CostTable;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DynamoDb;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What becomes of a deleted user's keys, without the stream that tells of it.
class DeleteUserTest {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private final TestKey admin = TestUser.create().keyOnPlan("admin", ADMIN);

  @Test
  void keys_areGoneAtOnceAndAllElseStays() {
    var api = api(dynamoDb.endpoint());
    var deleted = signUp(api, "a@example.com");
    var other = signUp(api, "b@example.com");
    for (var userId : new String[] {deleted, other}) {
      putKey(userId, "1");
      putKey(userId, "2");
      put("USER#" + userId, "RECORD#a", Map.of());
    }

    delete(api, deleted).hasStatus(200);

    assertThat(sortKeysOf(deleted)).containsExactly("RECORD#a");
    assertThat(sortKeysOf(other))
        .containsExactlyInAnyOrder("EMAIL", "PROFILE", "RECORD#a", "KEY", "KEY", "KEY#1", "KEY#2");
  }

  @Test
  void deletionOfAUserWithAKey_consumesWhatTheTableStates() {
    var api = api(dynamoDb.endpoint());
    var userId = signUp(api, "a@example.com");
    putKey(userId, "1");

    CostTable.assertStated(
        "`DELETE /users/{userId}` with a key", dynamoDb, () -> delete(api, userId).hasStatus(200));
  }

  @Test
  void keysThatCannotBeDeleted_areLeftToARepetitionOrThePurge() {
    var direct = api(dynamoDb.endpoint());
    var userId = signUp(direct, "a@example.com");
    putKey(userId, "1");

    try (var proxy = FaultProxy.to(dynamoDb.endpoint())) {
      proxy.follow(operation -> operation.equals("Query") ? Fault.TABLE_THROTTLING : null);
      var api = api(proxy.endpoint());

      delete(api, userId).isProblem(503);

      api.call(Call.get("/users/" + userId).as(admin)).isProblem(404);
    }
    assertThat(sortKeysOf(userId)).isNotEmpty();

    delete(direct, userId).isProblem(404);
    assertThat(sortKeysOf(userId)).isEmpty();
  }

  @Test
  void keysOfTheAdministrator_whoIsNoUser_stay() {
    putKey(UserPartition.ADMINISTRATOR, "1");

    delete(api(dynamoDb.endpoint()), UserPartition.ADMINISTRATOR).isProblem(404);

    assertThat(sortKeysOf(UserPartition.ADMINISTRATOR)).containsExactlyInAnyOrder("KEY", "KEY#1");
  }

  private DirectApi api(URI endpoint) {
    return UserFunctions.on(dynamoDb.table(endpoint));
  }

  private Answer delete(DirectApi api, String userId) {
    return api.call(Call.delete("/users/" + userId).as(admin));
  }

  private String signUp(DirectApi api, String email) {
    var body = "{\"name\":\"Ann\",\"email\":\"" + email + "\"}";
    return api.call(Call.post("/users", body).as(admin)).json().path("userId").asText();
  }

  private void putKey(String userId, String keyId) {
    var partition = "KEY#" + userId + keyId;
    put(partition, "KEY", Map.of("userId", userId));
    put("USER#" + userId, "KEY#" + keyId, Map.of(Eraser.PARTITION, partition));
  }

  private void put(String pk, String sk, Map<String, String> texts) {
    var item = new HashMap<>(Map.of("PK", fromS(pk), "SK", fromS(sk)));
    texts.forEach((name, text) -> item.put(name, fromS(text)));
    dynamoDb.put(item);
  }

  private Stream<String> sortKeysOf(String userId) {
    return dynamoDb.items().stream()
        .filter(item -> item.toString().contains(userId))
        .map(item -> requireNonNull(item.get("SK")).s());
  }
}
