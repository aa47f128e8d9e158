package dev.cubby.functions.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.cubby.shared.auth.ApiKey;
import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What a deleted user and the keys of that user can still do, with an authorizer whose answers are
/// kept for two seconds.
@Order(1) // It waits longest, and leaves the processors to others.
@Execution(ExecutionMode.CONCURRENT)
@Timeout(1200)
class DeletedUsersIT extends DeletedUserCase {

  @RegisterExtension static final HttpApi api = HttpApi.with("AuthorizerCacheSeconds", "2");

  @Override
  HttpApi api() {
    return api;
  }

  @Test
  void deletedUser_canSignUpAgainAtOnceAndHasNothing() {
    var email = newEmail();
    var former = signUp(email);
    liveAs(former);
    call(Call.delete(pathOf(former))).hasStatus(200);

    call(Call.get(pathOf(former))).isProblem(404);
    var user = signUp(email);

    assertThat(pathOf(user)).isNotEqualTo(pathOf(former));
    assertThat(call(Call.get(pathOf(user) + "/keys")).hasStatus(200).items("")).isEmpty();
    var key = makeKey(user);
    assertThat(api.send(Call.get("/records"), key.secret()).hasStatus(200).items("")).isEmpty();
    eventually(() -> table().of(idOf(former)).isEmpty());
    api.send(Call.get("/records"), key.secret()).hasStatus(200);
    call(Call.get(pathOf(user))).hasStatus(200);
  }

  @Test
  void keysOfADeletedUser_endAndLeaveApiGateway() {
    var user = signUp(newEmail());
    var keys = Stream.generate(() -> makeKey(user)).limit(3).toList();
    keys.forEach(key -> api.send(Call.get("/records"), key.secret()).hasStatus(200));
    call(Call.delete(pathOf(user))).hasStatus(200);

    for (var key : keys) {
      eventually(() -> api.send(Call.get("/records"), key.secret()).status() == 401);
      eventually(() -> !api.apiGatewayHas(key.hash()));
    }
  }

  /// `DeleteUser` deletes keys for 8 s at most.
  @Test
  void keysThatTheirUserLeavesBehind_endToo() {
    var user = signUp(newEmail());
    var key = makeKey(user);
    api.dynamoDb()
        .deleteItem(delete ->
            delete
                .tableName("Table")
                .key(Map.of("PK", fromS("USER#" + idOf(user)), "SK", fromS("PROFILE"))));

    eventually(() -> api.send(Call.get("/records"), key.secret()).status() == 401);
    eventually(() -> !api.apiGatewayHas(key.hash()));
    // All but the guard, which DeleteUser deletes with the profile.
    eventually(() ->
        table().of(idOf(user)).stream().allMatch(item -> fromS("EMAIL").equals(item.get("SK"))));
  }

  @Test
  @Tag("slow")
  void writersWhoGoOnUntilTheyAreRefused_leaveNothing() throws Exception {
    var user = signUp(newEmail());
    var key = makeKey(user);
    Callable<Integer> writer =
        () -> {
          int written = 0;
          while (write(key)) {
            written++;
          }
          return written;
        };
    try (var writers = Executors.newFixedThreadPool(8)) {
      var writes = Stream.generate(() -> writers.submit(writer)).limit(8).toList();
      api.elapse(Duration.ofSeconds(1));
      call(Call.delete(pathOf(user))).hasStatus(200);
      for (Future<Integer> written : writes) {
        assertThat(written.get()).isPositive();
      }
    }

    // What they wrote between the two passes stays until the last one.
    eventually(() -> table().of(idOf(user)).isEmpty());
  }

  private static boolean write(ApiKey key) {
    var record = Call.put("/records/" + UUID.randomUUID() + "?upsert=true", "1");
    int status = api.patiently().call(record.header("x-api-key", key.secret())).status();
    assertThat(status).isIn(200, 201, 401, 403);
    return status < 300;
  }
}
