package dev.cubby.functions.keys;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What keys promise to administrators, whichever way they are called.
abstract class KeysContract extends KeysCase {

  private static final String READER = "{\"roles\":[\"read\"],\"plan\":\"basic\"}";

  private final TestKey nonAdmin = TestUser.create().key(READ, WRITE);

  // ---- Create ----------------------------------------------------------------------------------

  @Test
  void create_answers201WithTheKeyLocationAndTag() {
    var user = newUser();
    var answer =
        make(user, "{\"name\":\"import\",\"roles\":[\"read\",\"write\"],\"plan\":\"pro\"}")
            .hasStatus(201);

    assertThat(answer.header("Location")).isEqualTo(pathOf(user, answer));
    assertThat(answer.etag()).matches("\"[A-Za-z0-9_-]{12}\\.1\"");
    assertThat(answer.json().propertyStream().map(Map.Entry::getKey))
        .containsExactly("keyId", "apiKey", "name", "roles", "plan", "createdAt", "updatedAt");
    assertThat(answer.json().path("apiKey").asText()).matches("cubby_[A-Za-z0-9_-]{43}");
    assertThat(answer.json().path("roles")).hasToString("[\"write\",\"read\"]");
    assertThat(answer.json().path("plan").asText()).isEqualTo("pro");
    assertThat(answer.json().path("createdAt")).isEqualTo(answer.json().path("updatedAt"));
  }

  @Test
  void keyThatIsShown_isKeptByNoCache() {
    var user = newUser();
    var made = make(user).hasStatus(201);
    var rotated = rotate(user, made, "").hasStatus(201);

    for (var answer : List.of(made, rotated)) {
      assertThat(answer.json().has("apiKey")).isTrue();
      assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }
  }

  @Test
  void key_isShownByItsCreationOnly() {
    var user = newUser();
    var made = make(user);

    var listed = call(Call.get(user + "/keys")).hasStatus(200);
    var changed = call(Call.put(pathOf(user, made), "{\"plan\":\"pro\"}")).hasStatus(200);

    for (var answer : List.of(listed, changed)) {
      assertThat(answer.body())
          .doesNotContain("apiKey")
          .doesNotContain(secretOf(made).secret())
          .doesNotContain(secretOf(made).hash());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void nameOf1To100CodePoints_isKept(int length) {
    var user = newUser();
    for (var name : List.of("x".repeat(length), "\ud83d\ude00".repeat(length))) {
      var body = "{\"name\":\"" + name + "\",\"roles\":[\"read\"],\"plan\":\"basic\"}";
      var answer = make(user, body).hasStatus(201);
      assertThat(answer.json().path("name").asText()).isEqualTo(name);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"name\":null,"})
  void createWithoutAName_keepsNone(String name) {
    var answer = make(newUser(), "{" + name + "\"roles\":[\"read\"],\"plan\":\"basic\"}");

    assertThat(answer.hasStatus(201).json().has("name")).isFalse();
  }

  @Test
  void roleNamedTwice_countsOnce() {
    var answer = make(newUser(), "{\"roles\":[\"read\",\"read\"],\"plan\":\"basic\"}");

    assertThat(answer.hasStatus(201).json().path("roles")).hasToString("[\"read\"]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "roles       | {\"plan\":\"basic\"}",
        "roles       | {\"plan\":\"basic\",\"roles\":null}",
        "roles       | {\"plan\":\"basic\",\"roles\":[]}",
        "roles       | {\"plan\":\"basic\",\"roles\":\"read\"}",
        "roles[0]    | {\"plan\":\"basic\",\"roles\":[null]}",
        "roles[0]    | {\"plan\":\"basic\",\"roles\":[0]}",
        "roles[1]    | {\"plan\":\"basic\",\"roles\":[\"read\",\"Write\"]}",
        "roles[0]    | {\"plan\":\"basic\",\"roles\":[\"owner\"]}",
        "plan        | {\"roles\":[\"read\"]}",
        "plan        | {\"roles\":[\"read\"],\"plan\":null}",
        "plan        | {\"roles\":[\"read\"],\"plan\":\"gold\"}",
        "plan        | {\"roles\":[\"read\"],\"plan\":\"\"}",
        "plan        | {\"roles\":[\"read\"],\"plan\":1}",
        "name        | {\"roles\":[\"read\"],\"plan\":\"basic\",\"name\":\"\"}",
        "name        | {\"roles\":[\"read\"],\"plan\":\"basic\",\"name\":7}",
        "expiresAt   | {\"roles\":[\"read\"],\"plan\":\"basic\",\"expiresAt\":\"tomorrow\"}",
        "expiresAt   | {\"roles\":[\"read\"],\"plan\":\"basic\",\"expiresAt\":1.5}",
        "expiresAt   | {\"roles\":[\"read\"],\"plan\":\"basic\",\"expiresAt\":1}",
        "expiresAt   | {\"roles\":[\"read\"],\"plan\":\"basic\",\"expiresAt\":\"2020-01-01T00:00:00Z\"}",
        "owner       | {\"roles\":[\"read\"],\"plan\":\"basic\",\"owner\":1}",
      })
  void createWithAnInvalidField_is400ThatNamesItAndMakesNone(String field, String body) {
    var user = newUser();

    make(user, body).isInvalid(field);

    assertThat(keysOf(user)).isEmpty();
  }

  @Test
  void nameOf101CodePoints_is400() {
    make(
            newUser(),
            "{\"name\":\"" + "x".repeat(101) + "\",\"roles\":[\"read\"],\"plan\":\"basic\"}")
        .isInvalid("name");
  }

  @Test
  void createForNobody_is404() {
    make(NOBODY, READER).isProblem(404);
    make("/users/nobody", READER).isProblem(404);
  }

  @Test
  void expiresAt_isKeptToTheSecond() {
    var time = "2098-07-06T05:04:03Z";
    var seconds = Long.toString(Instant.parse(time).getEpochSecond());

    for (var sent : List.of("\"2098-07-06T05:04:03.987Z\"", seconds)) {
      var body = "{\"roles\":[\"read\"],\"plan\":\"basic\",\"expiresAt\":" + sent + "}";
      var answer = make(newUser(), body).hasStatus(201);
      assertThat(answer.json().path("expiresAt").asText()).isEqualTo(time);
    }
  }

  // ---- List ------------------------------------------------------------------------------------

  @Test
  void list_hasWhatCreationAnsweredBesidesTheKey() {
    var user = newUser();
    var made = make(user);

    var listed = call(Call.get(user + "/keys")).hasStatus(200).json().path("items");

    assertThat(listed).hasSize(1);
    made.json().properties().stream()
        .filter(member -> !member.getKey().equals("apiKey"))
        .forEach(member ->
            assertThat(listed.path(0).path(member.getKey())).isEqualTo(member.getValue()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 100})
  void list_isInTheOrderOfCreationWithAnyLimit(int limit) {
    var user = newUser();
    make(newUser());
    var ids = IntStream.range(0, 5).mapToObj(_ -> idOf(make(user))).toList();

    assertThat(walk(user + "/keys", "limit=" + limit)).isEqualTo(ids);
    assertThat(walk(user + "/keys", "order=desc&limit=" + limit)).isEqualTo(ids.reversed());
  }

  @ParameterizedTest
  @CsvSource({"limit,0", "limit,101", "limit,x", "order,up", "cursor,x"})
  void listWithAnInvalidParameter_is400(String name, String value) {
    call(Call.get(newUser() + "/keys?" + name + "=" + value)).isInvalid(name);
  }

  @Test
  void cursorOfAnotherUser_is400() {
    var user = newUser();
    make(user);
    make(user);
    var cursor = call(Call.get(user + "/keys?limit=1")).hasStatus(200).json().path("next").asText();

    call(Call.get(newUser() + "/keys?limit=1&cursor=" + cursor)).isInvalid("cursor");
  }

  @Test
  void listOfNobody_is404AndOfAUserWithoutKeysEmpty() {
    call(Call.get(NOBODY + "/keys")).isProblem(404);
    assertThat(keysOf(newUser())).isEmpty();
  }

  // ---- Update ----------------------------------------------------------------------------------

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

  // ---- Delete ----------------------------------------------------------------------------------

  @Test
  void delete_answers204Once() {
    var user = newUser();
    var made = make(user);
    var other = make(user);

    assertThat(call(Call.delete(pathOf(user, made))).hasStatus(204).body()).isEmpty();

    assertThat(keysOf(user)).containsExactly(idOf(other));
    call(Call.delete(pathOf(user, made))).isProblem(404);
  }

  // ---- Rotate ----------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"graceSeconds\":null}", "{\"graceSeconds\":0}"})
  void rotateWithoutGrace_replacesTheKeyAtOnce(String body) {
    var user = newUser();
    var made = make(user, "{\"name\":\"n\",\"roles\":[\"write\"],\"plan\":\"pro\"}").hasStatus(201);

    var rotated = rotate(user, made, body).hasStatus(201);

    assertThat(rotated.header("Location")).isEqualTo(pathOf(user, rotated));
    assertThat(secretOf(rotated).hash()).isNotEqualTo(secretOf(made).hash());
    for (var kept : List.of("name", "roles", "plan")) {
      assertThat(rotated.json().path(kept)).isEqualTo(made.json().path(kept));
    }
    assertThat(keysOf(user)).containsExactly(idOf(rotated));
    rotate(user, made, "").isProblem(404);
  }

  @Test
  void rotateWithGrace_letsTheFormerKeyEndAfterIt() {
    var user = newUser();
    var made = make(user);

    var rotated = rotate(user, made, "{\"graceSeconds\":5}").hasStatus(201);

    assertThat(rotated.json().has("expiresAt")).isFalse();
    assertThat(keysOf(user)).containsExactly(idOf(made), idOf(rotated));
    api().elapse(Duration.ofSeconds(5));
    assertThat(keysOf(user)).containsExactly(idOf(rotated));
  }

  @Test
  void rotate_keepsTheExpiryAndEndsNoKeyLaterThanBefore() {
    var user = newUser();
    var now = Instant.parse(make(user).json().path("createdAt").asText());
    var end = now.plusSeconds(60).truncatedTo(ChronoUnit.SECONDS).toString();
    var made =
        make(user, "{\"roles\":[\"read\"],\"plan\":\"basic\",\"expiresAt\":\"" + end + "\"}")
            .hasStatus(201);

    rotate(user, made, "{\"graceSeconds\":2678400}").hasStatus(201);

    assertThat(call(Call.get(user + "/keys")).items("expiresAt")).containsExactly("", end, end);
  }

  @Test
  void keyThatWasReplaced_isNotRotatedAgain() {
    var user = newUser();
    var made = make(user);
    var rotated = rotate(user, made, "{\"graceSeconds\":60}").hasStatus(201);

    var answer = rotate(user, made, "{\"graceSeconds\":60}").isProblem(409);

    assertThat(answer.json().path("detail").asText())
        .isEqualTo(
            "Key %s was already rotated; rotate key %s instead"
                .formatted(idOf(made), idOf(rotated)));
    assertThat(call(Call.get(user + "/keys")).items("replacedBy"))
        .containsExactly(idOf(rotated), "");
    rotate(user, rotated, "").hasStatus(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "2678401", "1.5", "\"60\"", "true"})
  void graceOutOfBounds_is400(String grace) {
    var user = newUser();
    var made = make(user);

    rotate(user, made, "{\"graceSeconds\":" + grace + "}").isInvalid("graceSeconds");

    assertThat(keysOf(user)).containsExactly(idOf(made));
  }

  @Test
  void rotationsAtOnce_leaveOneKey() {
    var user = newUser();
    var path = pathOf(user, make(user)) + "/rotate";

    var answers = atOnce(List.of(Call.post(path, "{}"), Call.post(path, "{}")));

    assertThat(answers).extracting(Answer::status).containsOnlyOnce(201).isSubsetOf(201, 404, 409);
    api().elapse(Duration.ofSeconds(1));
    assertThat(keysOf(user)).hasSize(1);
  }

  // ---- One key ---------------------------------------------------------------------------------

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

  // ---- Access ----------------------------------------------------------------------------------

  @Test
  void everyRoute_needsTheRoleAdmin() {
    var user = newUser();
    var made = make(user);
    var calls =
        Stream.concat(
            onOne(pathOf(user, made)),
            Stream.of(
                Call.post(user + "/keys", READER),
                Call.get(user + "/keys"),
                Call.get(user + "/usage")));

    calls.forEach(request -> {
      api().call(request.as(nonAdmin)).isProblem(403);
      api().call(request).isProblem(401);
    });
  }

  private static Stream<Call> onOne(String path) {
    return Stream.of(
        Call.put(path, "{\"name\":\"y\"}"), Call.post(path + "/rotate", "{}"), Call.delete(path));
  }

  private Answer rotate(String user, Answer key, String body) {
    api().elapse(Duration.ofMillis(1));
    return call(Call.post(pathOf(user, key) + "/rotate", body));
  }
}
