package dev.cubby.functions.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Call;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What changes of one key promise: which key and which version they are about.
abstract class KeyChangesContract extends KeysCase {

  // ---- Update -----------------------------------------------------------------------------------

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\":\"other\"}          | other  | [\"read\"]         | basic",
        "{\"name\":null}               |        | [\"read\"]         | basic",
        "{\"roles\":[\"admin\",\"write\"]} | import | [\"admin\",\"write\"] | basic",
        "{\"plan\":\"admin\"}          | import | [\"read\"]         | admin",
      })
  void update_changesWhatItNames(String body, String name, String roles, String plan) {
    var user = newUser();
    var made = make(user);
    api().elapse(Duration.ofMillis(1));

    var answer = call(Call.put(pathOf(user, made), body)).hasStatus(200);

    assertThat(answer.json().path("name").asText(null)).isEqualTo(name);
    assertThat(answer.json().path("roles")).hasToString(roles);
    assertThat(answer.json().path("plan").asText()).isEqualTo(plan);
    assertThat(answer.json().path("createdAt")).isEqualTo(made.json().path("createdAt"));
    assertThat(answer.json().path("updatedAt")).isNotEqualTo(made.json().path("updatedAt"));
    assertThat(answer.etag()).isEqualTo(made.etag().replace(".1\"", ".2\""));
    assertThat(call(Call.get(user + "/keys")).json().path("items").path(0))
        .isEqualTo(answer.json());
  }

  @ParameterizedTest
  @CsvSource({"null, roles[0]", "\"read\", roles", "\"owner\", roles[0]"})
  void endlessRoles_areOneError(String role, String field) {
    var user = newUser();
    var made = make(user);
    var roles = "\"roles\":[" + String.join(",", Collections.nCopies(30_000, role)) + "]";

    make(user, "{\"plan\":\"basic\"," + roles + "}").isInvalid(field);
    call(Call.put(pathOf(user, made), "{" + roles + "}")).isInvalid(field);
    assertThat(keysOf(user)).containsExactly(idOf(made));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "body     | {}",
        "name     | {\"name\":\"\"}",
        "roles    | {\"roles\":null}",
        "roles    | {\"roles\":[]}",
        "roles[0] | {\"roles\":[\"owner\"]}",
        "roles[0] | {\"roles\":[null]}",
        "plan     | {\"plan\":null}",
        "plan     | {\"plan\":\"gold\"}",
        "expiresAt| {\"expiresAt\":\"2098-01-01T00:00:00Z\"}",
      })
  void updateWithAnInvalidField_is400ThatNamesIt(String field, String body) {
    var user = newUser();

    call(Call.put(pathOf(user, make(user)), body)).isInvalid(field);
  }

  // ---- One key ----------------------------------------------------------------------------------

  @Test
  void keyOfAnotherUser_is404AndStays() {
    var owner = newUser();
    var made = make(owner);
    for (var wrong : List.of(newUser() + "/keys/" + idOf(made), owner + "/keys/" + NONE)) {
      onOne(wrong).forEach(request -> call(request).isProblem(404));
    }
    assertThat(keysOf(owner)).containsExactly(idOf(made));
  }

  @Test
  void keyIdThatIsNoUuid_is404() {
    onOne(newUser() + "/keys/x").forEach(request -> call(request).isProblem(404));
  }

  @Test
  void ifMatchOfAnotherVersion_is412WithTheCurrentTagAndChangesNothing() {
    var user = newUser();
    var made = make(user);
    var tag = call(Call.put(pathOf(user, made), "{\"name\":\"x\"}")).hasStatus(200).etag();

    onOne(pathOf(user, made))
        .forEach(request ->
            assertThat(call(request.header("If-Match", made.etag())).isProblem(412).etag())
                .isEqualTo(tag));

    assertThat(keysOf(user)).containsExactly(idOf(made));
  }

  @Test
  void ifMatchOfThisVersion_letsItHappen() {
    for (int i = 0; i < 3; i++) {
      var user = newUser();
      var made = make(user);
      var request = onOne(pathOf(user, made)).toList().get(i);

      assertThat(call(request.header("If-Match", made.etag())).status()).isBetween(200, 204);
    }
  }

  @Test
  void ifNoneMatch_is400() {
    var user = newUser();
    var made = make(user);

    onOne(pathOf(user, made))
        .forEach(request -> call(request.header("If-None-Match", "*")).isInvalid("If-None-Match"));
  }

  @Test
  void expiredKey_isNoMore() {
    var user = newUser();
    var made = make(user);
    rotate(user, made, "{\"graceSeconds\":1}").hasStatus(201);
    api().elapse(Duration.ofSeconds(2));

    onOne(pathOf(user, made)).forEach(request -> call(request).isProblem(404));
  }
}
