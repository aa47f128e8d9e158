package dev.cubby.functions.transfer;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cubby.testing.Call;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What `GET /users/{userId}/export` promises, whichever way it is called.
abstract class UserExportContract extends TransferCase {

  @Test
  void export_isTheUsersOwn() {
    var user = newUser();
    api().call(Call.post("/records/a", "1").as(user)).hasStatus(201);
    api().call(Call.post("/items", "{\"name\":\"Lamp\"}").as(user)).hasStatus(201);
    api().call(Call.put("/collections/c", "{\"schema\":{}}").as(user)).hasStatus(201);
    api().call(Call.post("/collections/c/documents", "1").as(user)).hasStatus(201);

    var lines = export(path(user), admin);

    assertThat(lines).hasSize(4).isEqualTo(export(user));
  }

  @Test
  void eachPage_isInTheAuditTrail() {
    var user = newUser();
    int pages = pages(path(user), admin).size();
    api().call(Call.head(path(user)).as(admin)).hasStatus(200);

    var actions = actions(user);

    assertThat(actions)
        .hasSize(pages + 1)
        .allSatisfy(action -> {
          assertThat(action.path("action").asText()).isEqualTo("export");
          assertThat(action.path("userId").asText()).isEqualTo(user.caller().userId());
          assertThat(action.path("by").asText()).isEqualTo(admin.caller().userId());
          assertThat(action.path("keyId").asText()).isEqualTo(admin.caller().keyId());
          assertThat(action.has("name")).isFalse();
        });
  }

  @Test
  void exportsOfOneself_areNotInTheAuditTrail() {
    var user = newUser();
    export(user);

    assertThat(actions(user)).isEmpty();
  }

  @Test
  void actionsOnASource_areNotAmongTheExports() {
    var user = newUser();
    api().call(Call.post("/source/write_raw", "{\"data\":{\"a\":1}}").as(user)).hasStatus(200);

    assertThat(actions(user)).isEmpty();
  }

  @Test
  void exportOfNobody_is404() {
    var nobody = TestUser.create().key(READ);

    api().call(Call.get(path(nobody)).as(admin)).isProblem(404);
    api().call(Call.get("/users/x/export").as(admin)).isProblem(404);
    assertThat(actions(nobody)).isEmpty();
  }

  @Test
  void exportByAnotherRole_is403() {
    api().call(Call.get(path(newUser())).as(other)).isProblem(403);
  }

  private TestKey newUser() {
    var email = "ann-" + UUID.randomUUID() + "@example.com";
    var user =
        api()
            .call(Call.post("/users", "{\"name\":\"Ann\",\"email\":\"" + email + "\"}").as(admin))
            .hasStatus(201);
    return new TestUser(user.json().path("userId").asText()).key(READ, WRITE);
  }

  private List<JsonNode> actions(TestKey user) {
    return api()
        .call(Call.get("/source/actions?userId=" + user.caller().userId()).as(admin))
        .hasStatus(200)
        .json()
        .path("items")
        .valueStream()
        .toList();
  }

  private static String path(TestKey user) {
    return "/users/" + user.caller().userId() + "/export";
  }
}
