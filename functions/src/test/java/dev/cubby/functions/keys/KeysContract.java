package dev.cubby.functions.keys;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Call;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What keys promise to administrators, whichever way they are called. The contracts beside it are
/// about one subject each.
abstract class KeysContract extends KeysCase {

  private static final String READER = "{\"roles\":[\"read\"],\"plan\":\"basic\"}";
  private final TestKey nonAdmin = TestUser.create().key(READ, WRITE);

  // ---- Create -----------------------------------------------------------------------------------

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
  void expiresAt_isRoundedUpToAWholeSecond() {
    var time = "2098-07-06T05:04:03Z";
    var seconds = Long.toString(Instant.parse(time).getEpochSecond());

    for (var sent : List.of("\"2098-07-06T05:04:02.001Z\"", seconds)) {
      var body = "{\"roles\":[\"read\"],\"plan\":\"basic\",\"expiresAt\":" + sent + "}";
      var answer = make(newUser(), body).hasStatus(201);
      assertThat(answer.json().path("expiresAt").asText()).isEqualTo(time);
    }
  }

  // ---- List -------------------------------------------------------------------------------------

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

  // ---- Delete -----------------------------------------------------------------------------------

  @Test
  void delete_answers204Once() {
    var user = newUser();
    var made = make(user);
    var other = make(user);

    assertThat(call(Call.delete(pathOf(user, made))).hasStatus(204).body()).isEmpty();

    assertThat(keysOf(user)).containsExactly(idOf(other));
    call(Call.delete(pathOf(user, made))).isProblem(404);
  }

  // ---- Access -----------------------------------------------------------------------------------

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
}
