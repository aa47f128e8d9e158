package dev.cubby.functions.records;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.TestUser;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What records promise, whichever way they are called. The contracts beside it are about one
/// subject each.
abstract class RecordsContract extends RecordsCase {

  // ---- Create -----------------------------------------------------------------------------------

  @Test
  void create_answers201WithMetadataLocationAndTag() {
    var answer = call(Call.post("/records/a", "{\"n\":1}")).hasStatus(201);

    assertThat(answer.header("Location")).endsWith("/records/a");
    assertThat(answer.etag()).matches("\"[A-Za-z0-9_-]{12}\\.1\"");
    assertThat(answer.json().propertyStream().map(member -> member.getKey()))
        .containsExactly("key", "version", "createdAt", "updatedAt");
    assertThat(answer.json().path("key").asText()).isEqualTo("a");
    assertThat(answer.json().path("version").asLong()).isEqualTo(1);
    assertThat(answer.json().path("createdAt")).isEqualTo(answer.json().path("updatedAt"));
  }

  @Test
  void createOfWhatExists_answers409AndChangesNothing() {
    var tag = call(Call.post("/records/a", "1")).etag();

    call(Call.post("/records/a", "2")).isProblem(409);

    assertThat(call(Call.get("/records/a")))
        .extracting(Answer::body, Answer::etag)
        .containsExactly("1", tag);
  }

  // ---- Read -------------------------------------------------------------------------------------

  @Test
  void absentRecord_is404ForEveryMethodThatNeedsIt() {
    call(Call.get("/records/none")).isProblem(404);
    call(Call.put("/records/none", "1")).isProblem(404);
    call(Call.put("/records/none", "1").header("If-Match", "*")).isProblem(404);
    call(Call.delete("/records/none")).isProblem(404);
    call(Call.delete("/records/none").header("If-Match", "\"AAAAAAAAAAAA.1\"")).isProblem(404);
  }

  @Test
  void head_answersAsGet() {
    var tag = call(Call.post("/records/a", "1")).etag();

    assertThat(call(Call.head("/records/a")).hasStatus(200).etag()).isEqualTo(tag);
    call(Call.head("/records/none")).hasStatus(404);
    call(Call.head("/records")).hasStatus(200);
    call(Call.head("/records/keys")).hasStatus(200);
  }

  // ---- Replace ----------------------------------------------------------------------------------

  @Test
  void replace_answers200WithTheNextVersion() {
    var created = call(Call.post("/records/a", "1"));
    api().elapse(Duration.ofMillis(5));

    var replaced = call(Call.put("/records/a", "[2]")).hasStatus(200);

    assertThat(replaced.json().path("version").asLong()).isEqualTo(2);
    assertThat(replaced.etag()).isEqualTo(created.etag().replace(".1\"", ".2\""));
    assertThat(replaced.json().path("createdAt")).isEqualTo(created.json().path("createdAt"));
    assertThat(Instant.parse(replaced.json().path("updatedAt").asText()))
        .isAfter(Instant.parse(created.json().path("updatedAt").asText()));
    assertThat(replaced.headers()).doesNotContainKey("Location");
    assertThat(call(Call.get("/records/a")).body()).isEqualTo("[2]");
  }

  @Test
  void upsert_creates201ThenReplaces200() {
    assertThat(call(Call.put("/records/a?upsert=true", "1")).hasStatus(201).header("Location"))
        .endsWith("/records/a");
    assertThat(call(Call.put("/records/a?upsert=true", "2")).hasStatus(200).etag())
        .endsWith(".2\"");
    call(Call.put("/records/b?upsert=false", "1")).isProblem(404);
    call(Call.put("/records/b?upsert=yes", "1")).isInvalid("upsert");
  }

  // ---- Delete -----------------------------------------------------------------------------------

  @Test
  void delete_answers204AndItIsGone() {
    call(Call.post("/records/a", "1")).hasStatus(201);

    assertThat(call(Call.delete("/records/a")).hasStatus(204).body()).isEmpty();
    call(Call.get("/records/a")).isProblem(404);
    call(Call.delete("/records/a")).isProblem(404);
    assertThat(call(Call.get("/records/keys")).items("")).isEmpty();
  }

  // ---- Who --------------------------------------------------------------------------------------

  @Test
  void twoKeysOfOneUser_seeTheSameData() {
    var second = user.key(READ, WRITE);
    call(Call.post("/records/a", "1")).hasStatus(201);

    assertThat(api().call(Call.get("/records/a").as(second)).body()).isEqualTo("1");
    api().call(Call.put("/records/a", "2").as(second)).hasStatus(200);
    assertThat(call(Call.get("/records/a")).body()).isEqualTo("2");
  }

  @Test
  void anotherUsersKey_seesNothing() {
    var stranger = TestUser.create().key(READ, WRITE);
    var tag = call(Call.post("/records/a", "1")).etag();

    api().call(Call.get("/records/a").as(stranger)).isProblem(404);
    api().call(Call.put("/records/a", "2").as(stranger)).isProblem(404);
    api().call(Call.put("/records/a", "2").header("If-Match", tag).as(stranger)).isProblem(404);
    api().call(Call.delete("/records/a").as(stranger)).isProblem(404);
    assertThat(api().call(Call.get("/records").as(stranger)).items("key")).isEmpty();
    assertThat(api().call(Call.get("/records/keys").as(stranger)).items("")).isEmpty();
    api().call(Call.post("/records/a", "mine".length() + "").as(stranger)).hasStatus(201);
    assertThat(call(Call.get("/records/a")).body()).isEqualTo("1");
  }

  @Test
  void keyWithoutTheRole_is403() {
    var reader = user.key(READ);
    var writer = user.key(WRITE);
    call(Call.post("/records/a", "1")).hasStatus(201);

    api().call(Call.post("/records/b", "1").as(reader)).isProblem(403);
    api().call(Call.put("/records/a", "1").as(reader)).isProblem(403);
    api().call(Call.delete("/records/a").as(reader)).isProblem(403);
    api().call(Call.get("/records/a").as(reader)).hasStatus(200);
    api().call(Call.get("/records/a").as(writer)).isProblem(403);
    api().call(Call.get("/records").as(writer)).isProblem(403);
    api().call(Call.get("/records/keys").as(writer)).isProblem(403);
    api().call(Call.put("/records/a", "2").as(writer)).hasStatus(200);
  }

  @Test
  void noKey_is401() {
    api().call(Call.get("/records/a")).isProblem(401);
    api().call(Call.put("/records/a", "1")).isProblem(401);
  }

  // ---- Keys -------------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "A-Za-z0-9._~:@-", "Keys", "keys2", "...", ".a", "a..", "%40%3A%7E", "a%2Db"})
  void goodKey_works(String key) {
    call(Call.post("/records/" + key, "1")).hasStatus(201);
    call(Call.get("/records/" + key)).hasStatus(200);
    call(Call.delete("/records/" + key)).hasStatus(204);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%20", "a%20b", "a%2Bb", "%C3%A4", "a!b", "a%23b", "%2540", "%6Beys", "%2E", ".%2e"
      })
  void badKey_isNamed(String key) {
    call(Call.post("/records/" + key, "1")).isInvalid("key");
    call(Call.put("/records/" + key, "1")).isInvalid("key");
    call(Call.delete("/records/" + key)).isInvalid("key");
  }

  @Test
  void keyOf255Characters_works() {
    call(Call.post("/records/" + "k".repeat(255), "1")).hasStatus(201);
    call(Call.post("/records/" + "k".repeat(256), "1")).isInvalid("key");
  }

  @Test
  void spellingsOfOneKey_areOneRequest() {
    var first = call(Call.post("/records/a:1", "1").header("Idempotency-Key", "k")).hasStatus(201);

    var again = call(Call.post("/records/a%3A1", "1").header("Idempotency-Key", "k"));

    assertThat(again.hasStatus(201).etag()).isEqualTo(first.etag());
    call(Call.post("/records/a%3A2", "1").header("Idempotency-Key", "k")).isProblem(422);
  }
}
