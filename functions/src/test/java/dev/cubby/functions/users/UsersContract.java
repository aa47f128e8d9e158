package dev.cubby.functions.users;

import static dev.cubby.shared.auth.Role.ADMIN;
import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.shared.auth.Role;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What users promise, whichever way they are called. The contracts beside it are about one subject
/// each.
abstract class UsersContract extends UsersCase {

  // ---- Create -----------------------------------------------------------------------------------

  @Test
  void create_answers201WithTheUserLocationAndTag() {
    var answer = signUp();

    assertThat(answer.header("Location")).isEqualTo(pathOf(answer));
    assertThat(answer.etag()).matches("\"[A-Za-z0-9_-]{12}\\.1\"");
    assertThat(answer.json().propertyStream().map(Map.Entry::getKey))
        .containsExactly("userId", "name", "email", "age", "createdAt", "updatedAt");
    assertThat(answer.json().path("name").asText()).isEqualTo("Ann");
    assertThat(answer.json().path("age").asInt()).isEqualTo(7);
    assertThat(answer.json().path("createdAt")).isEqualTo(answer.json().path("updatedAt"));
    assertThat(call(Call.get(pathOf(answer))))
        .extracting(Answer::body, Answer::etag)
        .containsExactly(answer.body(), answer.etag());
  }

  // ---- Read -------------------------------------------------------------------------------------

  @Test
  void head_answersAsGet() {
    var user = signUp();

    assertThat(call(Call.head(pathOf(user))).hasStatus(200).etag()).isEqualTo(user.etag());
    call(Call.head("/users/none")).hasStatus(404);
    call(Call.head("/users")).hasStatus(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01939b2e-5d0c-7000-8000-000000000001",
        "01939B2E-5D0C-7000-8000-000000000001",
        "x",
        "%20",
        "PROFILE",
        "a%2Fb",
        "%2e%2e",
        "%23",
        "%C3%A4",
        "%F0%9F%98%80",
        "01939b2e-5d0c-7000-8000-000000000001%0A",
      })
  void unknownOrMalformedId_is404ForEveryMethod(String id) {
    assertIsNobody("/users/" + id);
  }

  @Test
  void idOf3000Characters_is404ForEveryMethod() {
    assertIsNobody("/users/" + "x".repeat(3_000));
  }

  @Test
  void idInCapitals_isTheSame() {
    var created = signUp();
    var capitals = "/users/" + created.json().path("userId").asText().toUpperCase(Locale.ROOT);

    assertThat(call(Call.get(capitals)).hasStatus(200).json()).isEqualTo(created.json());
    call(Call.delete(capitals)).hasStatus(200);
    call(Call.get(capitals)).isProblem(404);
  }

  private void assertIsNobody(String path) {
    call(Call.get(path)).isProblem(404);
    call(Call.head(path)).hasStatus(404);
    call(Call.put(path, "{\"age\":8}")).isProblem(404);
    call(Call.put(path, "{\"age\":8}").header("If-Match", "*")).isProblem(404);
    call(Call.delete(path)).isProblem(404);
    call(Call.delete(path).header("If-Match", "\"AAAAAAAAAAAA.1\"")).isProblem(404);
  }

  // ---- Update -----------------------------------------------------------------------------------

  @Test
  void update_changesWhatItNamesAndNothingElse() {
    var user = signUp();
    var email = newEmail();
    api().elapse(Duration.ofMillis(5));

    var named = call(Call.put(pathOf(user), "{\"name\":\"Zoe\"}")).hasStatus(200);
    assertThat(facts(named)).isEqualTo("Zoe " + user.json().path("email").asText() + " 7");
    var moved = call(Call.put(pathOf(user), "{\"email\":\"" + email + "\"}")).hasStatus(200);
    assertThat(facts(moved)).isEqualTo("Zoe " + email + " 7");
    var older = call(Call.put(pathOf(user), "{\"age\":8}")).hasStatus(200);
    assertThat(facts(older)).isEqualTo("Zoe " + email + " 8");
    var both = call(Call.put(pathOf(user), "{\"age\":9,\"name\":\"Bo\"}")).hasStatus(200);
    assertThat(facts(both)).isEqualTo("Bo " + email + " 9");

    assertThat(both.etag()).isEqualTo(user.etag().replace(".1\"", ".5\""));
    assertThat(both.json().path("createdAt")).isEqualTo(user.json().path("createdAt"));
    assertThat(Instant.parse(both.json().path("updatedAt").asText()))
        .isAfter(Instant.parse(user.json().path("updatedAt").asText()));
    assertThat(call(Call.get(pathOf(user))))
        .extracting(Answer::body, Answer::etag)
        .containsExactly(both.body(), both.etag());
  }

  @Test
  void updateToWhatIsThereAlready_isANewVersionAllTheSame() {
    var user = signUp();

    assertThat(call(Call.put(pathOf(user), "{\"name\":\"Ann\"}")).hasStatus(200).etag())
        .endsWith(".2\"");
  }

  // ---- Delete -----------------------------------------------------------------------------------

  @Test
  void delete_answersTheUserAsTheyWereAndTheyAreGone() {
    var user = signUp();
    var changed = call(Call.put(pathOf(user), "{\"age\":8}"));

    var answer = call(Call.delete(pathOf(user))).hasStatus(200);

    assertThat(answer.body()).isEqualTo(changed.body());
    assertIsNobody(pathOf(user));
    assertThat(walk("limit=100")).doesNotContain(user.json().path("userId").asText());
  }

  // ---- Who --------------------------------------------------------------------------------------

  @Test
  void keyWithoutTheRoleAdmin_is403() {
    var path = pathOf(signUp());
    for (var key : List.of(key(READ), key(WRITE), key(READ, WRITE))) {
      for (var call : calls(path)) {
        api().call(call.as(key)).isProblem(403);
      }
      api().call(Call.head(path).as(key)).hasStatus(403);
    }
    call(Call.get(path)).hasStatus(200);
  }

  @Test
  void anyAdministrator_seesAllUsers() {
    api().call(Call.get(pathOf(signUp())).as(key(ADMIN))).hasStatus(200);
  }

  @Test
  void noKey_is401() {
    calls("/users/01939b2e-5d0c-7000-8000-000000000001")
        .forEach(call -> api().call(call).isProblem(401));
  }

  private static TestKey key(Role... roles) {
    return TestUser.create().key(roles);
  }

  private static List<Call> calls(String path) {
    return List.of(
        Call.post("/users", "{}"),
        Call.get("/users"),
        Call.get("/users?email=a@example.com"),
        Call.get(path),
        Call.put(path, "{\"age\":9}"),
        Call.delete(path));
  }

  private static String facts(Answer user) {
    var json = user.json();
    return String.join(
        " ", json.path("name").asText(), json.path("email").asText(), json.path("age").asText());
  }
}
