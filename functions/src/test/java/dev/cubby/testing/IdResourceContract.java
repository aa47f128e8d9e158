package dev.cubby.testing;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every resource promises of which there is a [IdResource], whichever way it is called.
public abstract class IdResourceContract {

  private static final String UUID_V7 =
      "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
  private static final String NO_ID = "01939b2e-5d0c-7000-8000-000000000001";

  private final IdResource type;
  private final TestUser user = TestUser.create();
  private final TestKey owner = user.key(READ, WRITE);

  protected IdResourceContract(IdResource type) {
    this.type = type;
  }

  protected abstract Api api();

  // ---- Create and read -------------------------------------------------------------------------

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

  // ---- Replace and delete ----------------------------------------------------------------------

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

  // ---- Bodies ----------------------------------------------------------------------------------

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
  void statedTypeThatIsNotJson_is415() {
    call(Call.post(type.path(), type.body("a")).header("Content-Type", "text/plain"))
        .isProblem(415);
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

  // ---- Expiry ----------------------------------------------------------------------------------

  @Test
  void expiry_isToldInWholeSeconds() {
    var thing = call(Call.post(type.path() + "?ttl=60", type.body("a"))).hasStatus(201);
    var createdAt = Instant.parse(thing.json().path("createdAt").asText());

    assertThat(thing.json().path("expiresAt").asText())
        .isEqualTo(Instant.ofEpochSecond(createdAt.getEpochSecond() + 60).toString());
    assertThat(
            call(Call.put(pathOf(thing) + "?expiresAt=2100-01-01T00:00:00%2B01:00", type.body("b")))
                .json()
                .path("expiresAt")
                .asText())
        .isEqualTo("2099-12-31T23:00:00Z");
    assertThat(call(Call.get(type.path())).json().at("/items/0/expiresAt").asText())
        .isEqualTo("2099-12-31T23:00:00Z");
    assertThat(call(Call.put(pathOf(thing), type.body("b"))).json().has("expiresAt")).isFalse();
  }

  @Test
  void expiredThing_isAbsentEverywhere() {
    var thing = call(Call.post(type.path() + "?ttl=1", type.body("a"))).hasStatus(201);
    create("b");
    api().elapse(Duration.ofSeconds(2));

    call(Call.get(pathOf(thing))).isProblem(404);
    call(Call.put(pathOf(thing), type.body("c"))).isProblem(404);
    call(Call.put(pathOf(thing), type.body("c")).header("If-Match", thing.etag())).isProblem(404);
    call(Call.delete(pathOf(thing))).isProblem(404);
    call(Call.delete(pathOf(thing)).header("If-Match", thing.etag())).isProblem(404);
    assertThat(texts(type.path())).containsExactly("b");
  }

  @Test
  void badExpiry_isNamed() {
    for (var ttl : List.of("ttl=0", "ttl=-5", "ttl=1.5", "ttl=", "ttl=1&expiresAt=4102444800")) {
      call(Call.post(type.path() + "?" + ttl, type.body("a"))).isInvalid("ttl");
    }
    for (var time : List.of("2020-01-01T00:00:00Z", "1", "tomorrow", "2100-02-30T00:00:00Z")) {
      call(Call.post(type.path() + "?expiresAt=" + time, type.body("a"))).isInvalid("expiresAt");
    }
  }

  // ---- Lists -----------------------------------------------------------------------------------

  @Test
  void emptyList_hasNoNext() {
    assertThat(call(Call.get(type.path())).hasStatus(200).body()).isEqualTo("{\"items\":[]}");
  }

  @Test
  void list_showsThingsAsGetDoes() {
    var thing = create("a");

    assertThat(call(Call.get(type.path())).json().at("/items/0")).isEqualTo(thing.json());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 23, 1000})
  void pages_holdEverythingOnceInTheOrderOfCreation(int limit) {
    var all = IntStream.range(0, 23).mapToObj("text %02d"::formatted).toList();
    all.forEach(text -> create(text).hasStatus(201));

    assertThat(walk(type.path() + "?limit=" + limit)).isEqualTo(all);
    assertThat(walk(type.path() + "?order=desc&limit=" + limit)).isEqualTo(all.reversed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "order=up", "cursor=", "cursor=AAAA"})
  void badListParameter_isNamed(String query) {
    call(Call.get(type.path() + "?" + query)).isInvalid(query.replaceAll("=.*", ""));
  }

  @Test
  void cursorOfAnotherList_is400() {
    var stranger = TestUser.create().key(READ, WRITE);
    Stream.of("a", "b", "c").forEach(this::create);
    var cursor = call(Call.get(type.path() + "?limit=1")).json().path("next").asText();
    var next = Call.get(type.path() + "?limit=1&cursor=" + cursor);

    api().call(next.as(stranger)).isInvalid("cursor");
    call(Call.get(type.path() + "?order=desc&cursor=" + cursor)).isInvalid("cursor");
    call(Call.get(type.path() + "?cursor=" + cursor + "A")).isInvalid("cursor");
    assertThat(texts(next.target())).containsExactly("b");
  }

  // ---- Who -------------------------------------------------------------------------------------

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

  // ---- For the tests of each resource ----------------------------------------------------------

  protected final Answer call(Call call) {
    return api().call(call.as(owner));
  }

  /// Creates a thing that says `text`, later than the one before.
  protected final Answer create(String text) {
    return post(type.body(text));
  }

  /// Creates a thing, later than the one before.
  protected final Answer post(String body) {
    api().elapse(Duration.ofNanos(1_000));
    return call(Call.post(type.path(), body));
  }

  protected final String pathOf(Answer thing) {
    return type.path() + "/" + id(thing);
  }

  /// The texts of all things in a list, page by page.
  protected final List<String> walk(String list) {
    var all = new ArrayList<String>();
    var answer = call(Call.get(list)).hasStatus(200);
    all.addAll(texts(answer));
    while (answer.json().has("next")) {
      var next = answer.json().path("next").asText();
      assertThat(answer.header("Link")).contains("cursor=" + next);
      answer = call(Call.get(list + "&cursor=" + next)).hasStatus(200);
      all.addAll(texts(answer));
    }
    return all;
  }

  /// The texts of the things in one page.
  protected final List<String> texts(String list) {
    return texts(call(Call.get(list)).hasStatus(200));
  }

  private List<String> texts(Answer page) {
    return page.json().path("items").valueStream().map(type::text).toList();
  }

  private static String id(Answer thing) {
    return thing.json().path("id").asText();
  }
}
