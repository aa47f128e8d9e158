package dev.cubby.testing;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every [IdResource] promises, whichever way it is called.
public abstract class IdResourceContract extends IdResourceListsContract {

  private static final String UUID_V7 =
      "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

  private static final String NO_ID = "01939b2e-5d0c-7000-8000-000000000001";

  protected IdResourceContract(IdResource type) {
    super(type);
  }

  // ---- Create and read --------------------------------------------------------------------------

  @Test
  void create_answers201WithTheThingItsLocationAndItsTag() {
    var answer = create("a").hasStatus(201);

    assertThat(id(answer)).matches(UUID_V7);
    assertThat(answer.header("Location")).endsWith(pathOf(answer));
    assertThat(answer.etag()).matches("\"[A-Za-z0-9_-]{12}\\.1\"");
    assertThat(type.text(answer.json())).isEqualTo("a");
    assertThat(answer.json().path("createdAt")).isEqualTo(answer.json().path("updatedAt"));
  }

  @Test
  void get_answersWhatWasCreated() {
    var created = create("a");

    var read = call(Call.get(pathOf(created))).hasStatus(200);

    assertThat(read.json()).isEqualTo(created.json());
    assertThat(read.etag()).isEqualTo(created.etag());
  }

  @Test
  void ifNoneMatch_saves304TheBody() {
    var thing = create("a");
    var get = Call.get(pathOf(thing)).header("If-None-Match", thing.etag());

    assertThat(call(get).hasStatus(304).body()).isEmpty();
    call(Call.put(pathOf(thing), type.body("b"))).hasStatus(200);
    call(get).hasStatus(200);
  }

  @Test
  void ifMatch_returns412ForAnotherVersion() {
    var thing = create("a");
    var get = Call.get(pathOf(thing));

    call(get.header("If-Match", thing.etag())).hasStatus(200);
    call(get.header("If-Match", "*")).hasStatus(200);
    call(get.header("If-Match", thing.etag()).header("If-None-Match", thing.etag())).hasStatus(304);
    var current = call(Call.put(pathOf(thing), type.body("b"))).hasStatus(200).etag();
    for (var read : List.of(get, Call.head(pathOf(thing)))) {
      var refused = read.header("If-Match", thing.etag());
      assertThat(call(refused).hasStatus(412).etag()).isEqualTo(current);
      call(refused.header("If-None-Match", "*")).hasStatus(412);
    }
    call(get.header("If-Match", "W/" + current)).isProblem(412);
    call(get.header("If-Match", "x")).isInvalid("If-Match");
  }

  @Test
  void head_answersAsGet() {
    var thing = create("a");

    assertThat(call(Call.head(pathOf(thing))).hasStatus(200).etag()).isEqualTo(thing.etag());
    call(Call.head(type.path() + "/" + NO_ID)).hasStatus(404);
    call(Call.head(type.path())).hasStatus(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {NO_ID, "x", "01939B2E-5D0C-7000-8000-000000000001", "%23"})
  void absentThing_is404ForEveryMethod(String id) {
    var path = type.path() + "/" + id;

    call(Call.get(path)).isProblem(404);
    call(Call.put(path, type.body("a"))).isProblem(404);
    call(Call.put(path, type.body("a")).header("If-Match", "*")).isProblem(404);
    call(Call.delete(path)).isProblem(404);
    call(Call.delete(path).header("If-Match", "\"AAAAAAAAAAAA.1\"")).isProblem(404);
    assertThat(texts(type.path())).isEmpty();
  }

  @Test
  void idInCapitals_isTheSame() {
    var created = create("a");
    var capitals = type.path() + "/" + id(created).toUpperCase(Locale.ROOT);

    assertThat(call(Call.get(capitals)).hasStatus(200).json()).isEqualTo(created.json());
    assertThat(id(call(Call.put(capitals, type.body("b"))).hasStatus(200))).isEqualTo(id(created));
    call(Call.delete(capitals)).hasStatus(204);
    call(Call.get(pathOf(created))).isProblem(404);
  }

  @Test
  void trailingSlash_isTheSamePath() {
    var thing = call(Call.post(type.path() + "/", type.body("a"))).hasStatus(201);

    assertThat(thing.header("Location")).endsWith(pathOf(thing));
    assertThat(texts(type.path() + "/?limit=100")).containsExactly("a");
    call(Call.get(pathOf(thing) + "/")).hasStatus(200);
  }

  // ---- Replace and delete -----------------------------------------------------------------------

  @Test
  void replace_answers200WithTheNextVersion() {
    var created = create("a");
    api().elapse(Duration.ofMillis(5));

    var replaced = call(Call.put(pathOf(created), type.body("b"))).hasStatus(200);

    assertThat(type.text(replaced.json())).isEqualTo("b");
    assertThat(replaced.etag()).isEqualTo(created.etag().replace(".1\"", ".2\""));
    assertThat(id(replaced)).isEqualTo(id(created));
    assertThat(replaced.json().path("createdAt")).isEqualTo(created.json().path("createdAt"));
    assertThat(Instant.parse(replaced.json().path("updatedAt").asText()))
        .isAfter(Instant.parse(created.json().path("updatedAt").asText()));
    assertThat(call(Call.get(pathOf(created))).json()).isEqualTo(replaced.json());
  }

  @Test
  void ifMatchOfTheCurrentVersion_letsWrite() {
    var thing = create("a");
    var put = Call.put(pathOf(thing), type.body("b"));

    var second = call(put.header("If-Match", thing.etag())).hasStatus(200).etag();
    call(put.header("If-Match", "\"x\", " + second)).hasStatus(200);
    var fourth = call(put.header("If-Match", "*")).hasStatus(200).etag();
    call(Call.delete(pathOf(thing)).header("If-Match", fourth)).hasStatus(204);
  }

  @Test
  void ifMatchOfAnotherVersion_is412WithTheCurrentTag() {
    var thing = create("a");
    var current = call(Call.put(pathOf(thing), type.body("b"))).etag();

    for (var stale : List.of(thing.etag(), "\"other\"", "W/" + current)) {
      var put = Call.put(pathOf(thing), type.body("c")).header("If-Match", stale);
      var delete = Call.delete(pathOf(thing)).header("If-Match", stale);
      assertThat(call(put).isProblem(412).etag()).isEqualTo(current);
      assertThat(call(delete).isProblem(412).etag()).isEqualTo(current);
    }
    assertThat(type.text(call(Call.get(pathOf(thing))).json())).isEqualTo("b");
  }

  @Test
  void ifNoneMatchOfAWrite_isNamed() {
    var thing = create("a");

    call(Call.put(pathOf(thing), type.body("b")).header("If-None-Match", "*"))
        .isInvalid("If-None-Match");
    call(Call.delete(pathOf(thing)).header("If-None-Match", "*")).isInvalid("If-None-Match");
  }

  @Test
  void manyClientsWithIfMatch_oneWins() {
    var thing = create("a");
    var put = Call.put(pathOf(thing), type.body("b")).header("If-Match", thing.etag()).as(owner);

    assertThat(api().patiently().atOnce(Collections.nCopies(20, put)))
        .extracting(Answer::status)
        .containsOnly(200, 412)
        .containsOnlyOnce(200);
    assertThat(call(Call.get(pathOf(thing))).etag()).endsWith(".2\"");
  }

  @Test
  void delete_answers204AndItIsGone() {
    var thing = create("a");

    assertThat(call(Call.delete(pathOf(thing))).hasStatus(204).body()).isEmpty();
    call(Call.get(pathOf(thing))).isProblem(404);
    call(Call.put(pathOf(thing), type.body("b"))).isProblem(404);
    call(Call.delete(pathOf(thing))).isProblem(404);
    assertThat(texts(type.path())).isEmpty();
  }

  // ---- Bodies -----------------------------------------------------------------------------------

  @Test
  void idInTheBody_isRefused() {
    var body = type.body("a").replaceFirst("\\{", "{\"id\":\"" + NO_ID + "\",");
    var thing = create("a");

    call(Call.post(type.path(), body)).isInvalid("id");
    call(Call.put(pathOf(thing), body)).isInvalid("id");
    assertThat(texts(type.path())).containsExactly("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "[]", "1", "null", "{} {}", "{\"a\":1,\"a\":2}"})
  void badBody_isNamed(String body) {
    var thing = create("a");

    call(Call.post(type.path(), body)).isInvalid("body");
    call(Call.put(pathOf(thing), body)).isInvalid("body");
  }

  @Test
  void invalidUtf8_isNamed() {
    call(Call.post(type.path(), type.body("\u00c3")).inLatin1()).isInvalid("body");
  }

  @Test
  void statedTypeOrRange_isRefused() {
    call(Call.post(type.path(), type.body("a")).header("Content-Type", "text/plain"))
        .isProblem(415);
    call(Call.post(type.path(), type.body("a")).header("Content-Range", "bytes 0-1/*"))
        .isInvalid("Content-Range");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Größe", "\ud83d\ude00", "a\\u0000b", "\\n.\\t", "' \\\" \\\\"})
  void text_comesBackAsSent(String json) {
    var thing = create(json).hasStatus(201);

    var sent = new Answer(0, Map.of(), "\"" + json + "\"").json().asText();
    assertThat(type.text(thing.json())).isEqualTo(sent);
    assertThat(type.text(call(Call.get(pathOf(thing))).json())).isEqualTo(sent);
    assertThat(texts(type.path())).containsExactly(sent);
  }

  // ---- Who --------------------------------------------------------------------------------------

  @Test
  void twoKeysOfOneUser_seeTheSameThings() {
    var thing = create("a");
    var second = user.key(READ, WRITE);

    assertThat(api().call(Call.get(pathOf(thing)).as(second)).json()).isEqualTo(thing.json());
    api().call(Call.put(pathOf(thing), type.body("b")).as(second)).hasStatus(200);
    assertThat(texts(type.path())).containsExactly("b");
  }

  @Test
  void anotherUsersKey_seesNothing() {
    var stranger = TestUser.create().key(READ, WRITE);
    var thing = create("a");
    var put = Call.put(pathOf(thing), type.body("b"));

    api().call(Call.get(pathOf(thing)).as(stranger)).isProblem(404);
    api().call(put.as(stranger)).isProblem(404);
    api().call(put.header("If-Match", thing.etag()).as(stranger)).isProblem(404);
    api().call(Call.delete(pathOf(thing)).as(stranger)).isProblem(404);
    assertThat(api().call(Call.get(type.path()).as(stranger)).items("id")).isEmpty();
    assertThat(texts(type.path())).containsExactly("a");
  }

  @Test
  void keyWithoutTheRole_is403() {
    var reader = user.key(READ);
    var writer = user.key(WRITE);
    var path = pathOf(create("a"));

    api().call(Call.post(type.path(), type.body("b")).as(reader)).isProblem(403);
    api().call(Call.put(path, type.body("b")).as(reader)).isProblem(403);
    api().call(Call.delete(path).as(reader)).isProblem(403);
    api().call(Call.get(path).as(writer)).isProblem(403);
    api().call(Call.get(type.path()).as(writer)).isProblem(403);
    api().call(Call.get(path).as(reader)).hasStatus(200);
    api().call(Call.put(path, type.body("b")).as(writer)).hasStatus(200);
  }

  @Test
  void noKey_is401() {
    api().call(Call.get(type.path())).isProblem(401);
    api().call(Call.post(type.path(), type.body("a"))).isProblem(401);
  }
}
