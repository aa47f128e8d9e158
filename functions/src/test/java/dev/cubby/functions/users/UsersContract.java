package dev.cubby.functions.users;

import static dev.cubby.shared.auth.Role.ADMIN;
import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static java.util.Comparator.comparingInt;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What users promise, whichever way they are called. [EmailsContract] tells of their addresses.
abstract class UsersContract extends UsersCase {

  // ---- Create ----------------------------------------------------------------------------------

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

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"age\":null"})
  void createWithoutAnAge_keepsNone(String age) {
    var answer =
        call(Call.post("/users", "{\"name\":\"Ann\",\"email\":\"" + newEmail() + "\"" + age + "}"))
            .hasStatus(201);

    assertThat(answer.json().has("age")).isFalse();
    assertThat(call(Call.get(pathOf(answer))).body()).isEqualTo(answer.body());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void nameOf1To100CodePoints_isKept(int length) {
    for (var name : List.of("x".repeat(length), "\ud83d\ude00".repeat(length))) {
      var user = signUp();
      var answer = call(Call.put(pathOf(user), "{\"name\":\"" + name + "\"}")).hasStatus(200);
      assertThat(answer.json().path("name").asText()).isEqualTo(name);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "150, 150", "36.0, 36", "3.6e1, 36"})
  void ageOf1To150_isKept(String sent, int age) {
    var answer = call(Call.put(pathOf(signUp()), "{\"age\":" + sent + "}")).hasStatus(200);

    assertThat(answer.json().path("age").asInt()).isEqualTo(age);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name  | \"\"",
        "name  | \" \\t\"",
        "name  | null",
        "name  | 7",
        "name  | true",
        "name  | [\"Ann\"]",
        "name  | {}",
        "name  | \"\\ud800\"",
        "email | \"\"",
        "email | null",
        "email | 7",
        "email | [\"a@example.com\"]",
        "age   | 0",
        "age   | 151",
        "age   | -1",
        "age   | 1.5",
        "age   | 7.01",
        "age   | 1e-1",
        "age   | 1e99999999999",
        "age   | 12345678901234567890",
        "age   | \"7\"",
        "age   | \"\"",
        "age   | \" \"",
        "age   | true",
        "age   | []",
        "other | 1",
        "other | null",
        "Name  | \"Ann\"",
        "userId | \"01939b2e-5d0c-7000-8000-000000000001\"",
        "createdAt | \"2026-01-05T09:41:00Z\"",
      })
  void badField_isNamed(String field, String value) {
    var user = signUp();
    var fields =
        Stream.of("name", "email")
            .filter(name -> !name.equals(field))
            .map(name -> "\"" + name + "\":\"ann-of-nobody@example.com\",")
            .reduce("", String::concat);

    call(Call.post("/users", "{%s\"%s\":%s}".formatted(fields, field, value))).isInvalid(field);
    call(Call.put(pathOf(user), "{\"%s\":%s}".formatted(field, value))).isInvalid(field);

    assertThat(call(Call.get(pathOf(user))).etag()).isEqualTo(user.etag());
    assertThat(call(Call.get("/users?email=ann-of-nobody@example.com")).items("userId")).isEmpty();
  }

  @Test
  void nameOf101CodePoints_isNamed() {
    for (var name : List.of("x".repeat(101), "\ud83d\ude00".repeat(101))) {
      var body = "{\"name\":\"" + name + "\",\"email\":\"" + newEmail() + "\"}";
      call(Call.post("/users", body)).isInvalid("name");
      call(Call.put(pathOf(signUp()), body)).isInvalid("name");
    }
  }

  @Test
  void everyBadField_isNamedAtOnce() {
    var all = "{\"name\":\"\",\"email\":\"a@b\",\"age\":\"7\",\"x\":1,\"b\":{\"age\":0}}";

    call(Call.post("/users", all)).isInvalid("age", "b", "email", "name", "x");
    call(Call.put(pathOf(signUp()), all)).isInvalid("age", "b", "email", "name", "x");
    call(Call.post("/users", "{}")).isInvalid("email", "name");
    call(Call.post("/users", "{\"age\":1.5}")).isInvalid("age", "email", "name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "\"Ann\"",
        "7",
        "null",
        "{",
        "{\"name\":\"Ann\",\"name\":\"Ann\"}",
        "{} {}",
      })
  void bodyThatIsNoObject_isRefused(String body) {
    var user = signUp();

    call(Call.post("/users", body)).isInvalid("body");
    call(Call.put(pathOf(user), body)).isInvalid("body");
    call(Call.put(pathOf(user), "{}")).isInvalid("body");
  }

  @Test
  void statedTypeThatIsNotJson_is415() {
    call(Call.post("/users", "{}").header("Content-Type", "text/plain")).isProblem(415);
    call(Call.put(pathOf(signUp()), "{}").header("Content-Type", "text/plain")).isProblem(415);
  }

  // ---- Read ------------------------------------------------------------------------------------

  @Test
  void ifNoneMatch_saves304TheBody() {
    var user = signUp();

    var answer = call(Call.get(pathOf(user)).header("If-None-Match", user.etag())).hasStatus(304);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.etag()).isEqualTo(user.etag());
    call(Call.put(pathOf(user), "{\"age\":8}")).hasStatus(200);
    call(Call.get(pathOf(user)).header("If-None-Match", user.etag())).hasStatus(200);
    call(Call.get(pathOf(user)).header("If-None-Match", "x")).isInvalid("If-None-Match");
    call(Call.get(pathOf(user)).header("If-Match", user.etag())).isProblem(412);
    call(Call.get(pathOf(user)).header("If-Match", "*")).hasStatus(200);
  }

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

  // ---- Update ----------------------------------------------------------------------------------

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
  void nullAge_removesTheAge() {
    var user = signUp();

    var answer = call(Call.put(pathOf(user), "{\"age\":null}")).hasStatus(200);

    assertThat(answer.json().has("age")).isFalse();
    assertThat(call(Call.get(pathOf(user))).body()).isEqualTo(answer.body());
    assertThat(call(Call.put(pathOf(user), "{\"age\":9}")).json().path("age").asInt()).isEqualTo(9);
  }

  @Test
  void updateToWhatIsThereAlready_isANewVersionAllTheSame() {
    var user = signUp();

    assertThat(call(Call.put(pathOf(user), "{\"name\":\"Ann\"}")).hasStatus(200).etag())
        .endsWith(".2\"");
  }

  @Test
  void ifMatch_letsWriteTheCurrentVersionOnly() {
    var user = signUp();
    var put = Call.put(pathOf(user), "{\"age\":8}");
    var second = call(put.header("If-Match", user.etag())).hasStatus(200).etag();

    for (var stale : List.of(user.etag(), "\"other\"", "W/" + second)) {
      assertThat(call(put.header("If-Match", stale)).isProblem(412).etag()).isEqualTo(second);
      assertThat(call(Call.delete(pathOf(user)).header("If-Match", stale)).isProblem(412).etag())
          .isEqualTo(second);
    }
    call(put.header("If-Match", "2")).isInvalid("If-Match");
    call(put.header("If-None-Match", "*")).isInvalid("If-None-Match");
    assertThat(call(Call.get(pathOf(user))).etag()).isEqualTo(second);
    call(put.header("If-Match", "*")).hasStatus(200);
    var third = second.replace(".2", ".3");
    call(Call.delete(pathOf(user)).header("If-Match", user.etag() + "," + third)).hasStatus(200);
  }

  @Test
  void manyClientsWithIfMatch_oneWinsEachRound() {
    var user = signUp();
    var tag = user.etag();
    for (int round = 0; round < 3; round++) {
      var put = Call.put(pathOf(user), "{\"age\":" + (round + 1) + "}").header("If-Match", tag);
      assertThat(atOnce(IntStream.range(0, 20).mapToObj(_ -> put).toList()))
          .extracting(Answer::status)
          .containsOnly(200, 412)
          .containsOnlyOnce(200);
      tag = call(Call.get(pathOf(user))).etag();
    }
    assertThat(tag).endsWith(".4\"");
  }

  /// Every change is of one field. If none was lost, each version differs in that field from the
  /// one before, and in nothing else.
  @Test
  void changesAtOnceOfDifferentFields_areAllKept() {
    var user = signUp();
    var path = pathOf(user);
    var calls =
        IntStream.rangeClosed(1, 6)
            .boxed()
            .flatMap(i ->
                Stream.of(
                    Call.put(path, "{\"name\":\"Ann " + i + "\"}"),
                    Call.put(path, "{\"age\":" + (100 + i) + "}")))
            .toList();

    var versions =
        Stream.concat(Stream.of(user), atOnce(calls).stream())
            .sorted(comparingInt(UsersContract::version))
            .toList();

    assertThat(versions).allSatisfy(answer -> assertThat(answer.status()).isBetween(200, 201));
    assertThat(versions.stream().map(UsersContract::version))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 13).boxed().toList());
    for (int i = 1; i < versions.size(); i++) {
      var before = versions.get(i - 1).json();
      var after = versions.get(i).json();
      assertThat(
              Stream.of("name", "age")
                  .filter(field -> !before.path(field).equals(after.path(field))))
          .hasSize(1);
    }
    assertThat(call(Call.get(path)).body()).isEqualTo(versions.getLast().body());
  }

  private static int version(Answer answer) {
    return Integer.parseInt(answer.etag().replaceAll(".*\\.|\"", ""));
  }

  // ---- Delete ----------------------------------------------------------------------------------

  @Test
  void delete_answersTheUserAsTheyWereAndTheyAreGone() {
    var user = signUp();
    var changed = call(Call.put(pathOf(user), "{\"age\":8}"));

    var answer = call(Call.delete(pathOf(user))).hasStatus(200);

    assertThat(answer.body()).isEqualTo(changed.body());
    assertIsNobody(pathOf(user));
    assertThat(walk("limit=100")).doesNotContain(user.json().path("userId").asText());
  }

  @Test
  void deletesAtOnce_oneOfThemAnswersTheUser() {
    var delete = Call.delete(pathOf(signUp()));

    assertThat(atOnce(IntStream.range(0, 10).mapToObj(_ -> delete).toList()))
        .extracting(Answer::status)
        .containsOnly(200, 404)
        .containsOnlyOnce(200);
  }

  @Test
  void deleteWithIfNoneMatch_isRefusedAndDeletesNothing() {
    var user = signUp();

    call(Call.delete(pathOf(user)).header("If-None-Match", "*")).isInvalid("If-None-Match");

    call(Call.get(pathOf(user))).hasStatus(200);
  }

  // ---- Lists -----------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 23, 100})
  void pages_holdEveryUserOnceInTheOrderOfCreation(int limit) {
    var created =
        Stream.generate(this::signUp)
            .limit(23)
            .map(user -> user.json().path("userId").asText())
            .toList();

    var ascending = walk("limit=" + limit);
    var descending = walk("order=desc&limit=" + limit);

    assertThat(ascending).doesNotHaveDuplicates().isSorted().containsSequence(created);
    assertThat(descending).isEqualTo(ascending.reversed());
  }

  @Test
  void list_showsUsersAsGetDoes() {
    var user = signUp();
    call(Call.put(pathOf(user), "{\"age\":null}")).hasStatus(200);

    assertThat(call(Call.get("/users?order=desc&limit=1")).json().at("/items/0"))
        .isEqualTo(call(Call.get(pathOf(user))).json());
  }

  @Test
  void pageThatAnotherFollows_linksToIt() {
    signUp();
    signUp();

    var page = call(Call.get("/users?limit=1")).hasStatus(200);

    var next = page.json().path("next").asText();
    assertThat(page.header("Link"))
        .matches("</users\\?[^>]*cursor=" + next + "[^>]*>; rel=\"next\"");
    call(Call.get("/users?order=desc&cursor=" + next)).isInvalid("cursor");
    call(Call.get("/users?email=a@example.com&cursor=" + next)).isInvalid("cursor");
    call(Call.get("/users?cursor=AAAAAAAAAAAAAAAA")).isInvalid("cursor");
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "limit=", "order=up", "order="})
  void badListParameter_isNamed(String query) {
    call(Call.get("/users?" + query)).isInvalid(query.replaceAll("=.*", ""));
  }

  // ---- Who -------------------------------------------------------------------------------------

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
