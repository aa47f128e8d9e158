package dev.cubby.functions.purge;

import static dev.cubby.shared.auth.Role.ADMIN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.cubby.shared.auth.ApiKey;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Batches;
import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import dev.cubby.testing.IdResource;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// Users who are deleted over HTTP. The table's stream does the rest.
abstract class DeletedUserCase {

  private final TestKey admin = TestUser.create().keyOnPlan("admin", ADMIN);

  abstract HttpApi api();

  final TableContents table() {
    return new TableContents(api().dynamoDb(), "Table");
  }

  final Answer signUp(String email) {
    return call(Call.post("/users", "{\"name\":\"Ann\",\"email\":\"" + email + "\"}"))
        .hasStatus(201);
  }

  final ApiKey makeKey(Answer user) {
    var body = "{\"roles\":[\"read\",\"write\"],\"plan\":\"pro\"}";
    var made = call(Call.post(pathOf(user) + "/keys", body)).hasStatus(201);
    return ApiKey.parse(made.json().path("apiKey").asText()).orElseThrow();
  }

  // Has one of each kind of thing.
  final void liveAs(Answer user) {
    var key = makeKey(user);
    api()
        .send(
            Call.post("/records/a", "1").header("Idempotency-Key", UUID.randomUUID().toString()),
            key.secret())
        .hasStatus(201);
    api()
        .send(
            Batches.of(Batches.post("/records/b", "1"), Batches.post("/notes", "{}"))
                .header("Idempotency-Key", UUID.randomUUID().toString()),
            key.secret())
        .hasStatus(200);
    for (var type : IdResource.values()) {
      api().send(Call.post(type.path(), type.body("a")), key.secret()).hasStatus(201);
    }
    api().send(Call.put("/collections/a", "{\"schema\":{}}"), key.secret()).hasStatus(201);
    api().send(Call.post("/collections/a/documents", "{}"), key.secret()).hasStatus(201);
    api().send(Call.post("/source/write_raw", "{\"data\":{\"a\":1}}"), key.secret()).hasStatus(200);
    call(Call.get(pathOf(user) + "/export")).hasStatus(200);
    eventually(() -> call(Call.get(pathOf(user) + "/usage")).status() == 200);
    // There for as long as API Gateway takes to know a key.
    table().put(Stream.of(Map.of("PK", fromS("KEY#" + key.hash()), "SK", fromS("REGISTRATION"))));
  }

  final Answer call(Call call) {
    return api().call(call.as(admin));
  }

  static String newEmail() {
    return "ann-" + UUID.randomUUID() + "@example.com";
  }

  static String idOf(Answer user) {
    return user.json().path("userId").asText();
  }

  static String pathOf(Answer user) {
    return "/users/" + idOf(user);
  }

  final void eventually(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      api().elapse(Duration.ofMillis(100));
    }
  }
}
