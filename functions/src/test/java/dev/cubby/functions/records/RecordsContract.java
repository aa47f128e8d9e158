package dev.cubby.functions.records;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.shared.dynamodb.ItemSize;
import dev.cubby.shared.json.JsonText;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What records promise, whichever way they are called.
abstract class RecordsContract {

  private final TestUser user = TestUser.create();
  private final TestKey owner = user.key(READ, WRITE);

  abstract Api api();

  // ---- Create ----------------------------------------------------------------------------------

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

  // ---- Read ------------------------------------------------------------------------------------

  static Stream<String> exactTexts() {
    return Stream.of(
        "null",
        "\"\"",
        "12345678901234567890.123456789",
        "1e400",
        "-0",
        "1.0",
        " { \"b\" : 1,\r\n\t\"a\" : [ ] } ",
        "\"\\ud800 \\ufffd \\u0000 \\/\"",
        "\"äöü € \ud83d\ude00 \u2028\"",
        "[\"\\\"\\\\\"]",
        "[".repeat(100) + "]".repeat(100));
  }

  @ParameterizedTest
  @MethodSource("exactTexts")
  void value_comesBackExactlyAsSent(String text) {
    call(Call.post("/records/a", text)).hasStatus(201);

    var answer = call(Call.get("/records/a")).hasStatus(200);
    assertThat(answer.body()).isEqualTo(text);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");

    call(Call.put("/records/a", text)).hasStatus(200);
    assertThat(call(Call.get("/records/a")).body()).isEqualTo(text);
    assertThat(call(Call.get("/records")).body()).contains(text);
  }

  @Test
  void absentRecord_is404ForEveryMethodThatNeedsIt() {
    call(Call.get("/records/none")).isProblem(404);
    call(Call.put("/records/none", "1")).isProblem(404);
    call(Call.put("/records/none", "1").header("If-Match", "*")).isProblem(404);
    call(Call.delete("/records/none")).isProblem(404);
    call(Call.delete("/records/none").header("If-Match", "\"AAAAAAAAAAAA.1\"")).isProblem(404);
  }

  @Test
  void ifNoneMatch_saves304TheBody() {
    var tag = call(Call.post("/records/a", "1")).etag();

    var answer = call(Call.get("/records/a").header("If-None-Match", tag)).hasStatus(304);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.etag()).isEqualTo(tag);
    call(Call.put("/records/a", "2")).hasStatus(200);
    call(Call.get("/records/a").header("If-None-Match", tag)).hasStatus(200);
    call(Call.get("/records/a").header("If-None-Match", "x")).isInvalid("If-None-Match");
    call(Call.get("/records/a").header("If-Match", tag)).isProblem(412);
    call(Call.get("/records/a").header("If-Match", "*")).hasStatus(200);
  }

  @Test
  void head_answersAsGet() {
    var tag = call(Call.post("/records/a", "1")).etag();

    assertThat(call(Call.head("/records/a")).hasStatus(200).etag()).isEqualTo(tag);
    call(Call.head("/records/none")).hasStatus(404);
    call(Call.head("/records")).hasStatus(200);
    call(Call.head("/records/keys")).hasStatus(200);
  }

  // ---- Replace ---------------------------------------------------------------------------------

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

  @Test
  void upsertWithIfMatch_createsNothing() {
    call(Call.put("/records/a?upsert=true", "1").header("If-Match", "*")).isProblem(412);
    call(Call.get("/records/a")).isProblem(404);
  }

  @Test
  void ifMatchOfTheCurrentVersion_letsWrite() {
    var first = call(Call.post("/records/a", "1")).etag();
    var second = call(Call.put("/records/a", "2").header("If-Match", first)).hasStatus(200).etag();
    var third =
        call(Call.put("/records/a", "3").header("If-Match", "\"x\", " + second))
            .hasStatus(200)
            .etag();
    call(Call.put("/records/a?upsert=true", "4").header("If-Match", third)).hasStatus(200);
    call(Call.put("/records/a", "5").header("If-Match", "*")).hasStatus(200);
    call(Call.delete("/records/a").header("If-Match", third.replace(".3", ".5"))).hasStatus(204);
  }

  @Test
  void ifMatchOfAnotherVersion_is412WithTheCurrentTag() {
    var first = call(Call.post("/records/a", "1")).etag();
    var second = call(Call.put("/records/a", "2")).etag();

    for (var stale : List.of(first, "\"other\"", "W/" + second, first + ", \"x\"")) {
      var put = call(Call.put("/records/a", "3").header("If-Match", stale)).isProblem(412);
      var delete = call(Call.delete("/records/a").header("If-Match", stale)).isProblem(412);
      assertThat(put.etag()).isEqualTo(second);
      assertThat(delete.etag()).isEqualTo(second);
    }
    assertThat(call(Call.get("/records/a")).body()).isEqualTo("2");
  }

  @Test
  void ifNoneMatchAny_createsOnly() {
    var tag = call(Call.put("/records/a", "1").header("If-None-Match", "*")).hasStatus(201).etag();

    var refused = call(Call.put("/records/a", "2").header("If-None-Match", "*")).isProblem(412);
    assertThat(refused.etag()).isEqualTo(tag);
    assertThat(refused.json().path("detail").asText())
        .isEqualTo("The precondition failed; the current ETag is " + tag);
    assertThat(call(Call.get("/records/a")).body()).isEqualTo("1");
    call(Call.put("/records/a", "2").header("If-None-Match", tag)).isInvalid("If-None-Match");
    call(Call.put("/records/a", "2").header("If-Match", "2")).isInvalid("If-Match");
  }

  @Test
  void recreatedRecord_neverHasAnOldTag() {
    var old = call(Call.post("/records/a", "1")).etag();
    call(Call.delete("/records/a")).hasStatus(204);
    var tag = call(Call.post("/records/a", "1")).etag();

    assertThat(tag).endsWith(".1\"").isNotEqualTo(old);
    call(Call.put("/records/a", "2").header("If-Match", old)).isProblem(412);
    call(Call.delete("/records/a").header("If-Match", old)).isProblem(412);
    call(Call.get("/records/a").header("If-None-Match", old)).hasStatus(200);
  }

  @Test
  void manyClientsWithIfMatch_oneWinsEachRound() {
    int clients = 50;
    int rounds = 4;
    var tag = call(Call.post("/records/a", "0")).etag();
    for (int round = 1; round <= rounds; round++) {
      var put = Call.put("/records/a", Integer.toString(round)).header("If-Match", tag).as(owner);
      assertThat(api().patiently().atOnce(Collections.nCopies(clients, put)))
          .extracting(Answer::status)
          .containsOnly(200, 412)
          .containsOnlyOnce(200);
      tag = call(Call.get("/records/a")).etag();
      assertThat(tag).endsWith("." + (round + 1) + "\"");
    }
  }

  // ---- Delete ----------------------------------------------------------------------------------

  @Test
  void ifMatchOfTwentyTags_isAsGoodAsOne() {
    var tag = call(Call.post("/records/a", "1")).etag();
    var others = "\"AAAAAAAAAAAA.1\",".repeat(19);

    call(Call.put("/records/a", "2").header("If-Match", others + "\"AAAAAAAAAAAA.1\""))
        .isProblem(412);
    call(Call.put("/records/a", "2").header("If-Match", others + tag)).hasStatus(200);
    call(Call.put("/records/a", "2").header("If-Match", others + "\"x\"," + tag))
        .isInvalid("If-Match");
  }

  @Test
  void deleteWithIfNoneMatch_isRefusedAndDeletesNothing() {
    call(Call.post("/records/a", "1")).hasStatus(201);

    call(Call.delete("/records/a").header("If-None-Match", "*")).isInvalid("If-None-Match");

    call(Call.get("/records/a")).hasStatus(200);
  }

  @Test
  void delete_answers204AndItIsGone() {
    call(Call.post("/records/a", "1")).hasStatus(201);

    assertThat(call(Call.delete("/records/a")).hasStatus(204).body()).isEmpty();
    call(Call.get("/records/a")).isProblem(404);
    call(Call.delete("/records/a")).isProblem(404);
    assertThat(call(Call.get("/records/keys")).items("")).isEmpty();
  }

  // ---- Expiry ----------------------------------------------------------------------------------

  @Test
  void expiry_isRoundedUpToAWholeSecond() {
    var answer = call(Call.post("/records/a?ttl=60", "1")).hasStatus(201);

    var createdAt = Instant.parse(answer.json().path("createdAt").asText());
    var expiresAt = Instant.parse(answer.json().path("expiresAt").asText());
    assertThat(expiresAt).isEqualTo(expiresAt.truncatedTo(ChronoUnit.SECONDS));
    assertThat(expiresAt).isBetween(createdAt.plusSeconds(60), createdAt.plusSeconds(61));
    assertThat(call(Call.get("/records")).json().at("/items/0/expiresAt"))
        .isEqualTo(answer.json().path("expiresAt"));
    assertThat(
            call(Call.put("/records/a?expiresAt=2100-01-01T00:00:00%2B01:00", "1"))
                .json()
                .path("expiresAt")
                .asText())
        .isEqualTo("2099-12-31T23:00:00Z");
  }

  @Test
  void replaceWithoutExpiry_endsIt() {
    call(Call.post("/records/a?ttl=3", "1")).hasStatus(201);
    assertThat(call(Call.put("/records/a", "2")).hasStatus(200).json().has("expiresAt")).isFalse();
    api().elapse(Duration.ofSeconds(4));

    call(Call.get("/records/a")).hasStatus(200);
  }

  @Test
  void expiredRecord_isAbsentEverywhere() {
    var tag = call(Call.post("/records/a?ttl=1", "1")).hasStatus(201).etag();
    call(Call.post("/records/b?ttl=1", "1")).hasStatus(201);
    call(Call.post("/records/c?ttl=1", "1")).hasStatus(201);
    call(Call.post("/records/d", "1")).hasStatus(201);
    api().elapse(Duration.ofSeconds(2));

    call(Call.get("/records/a")).isProblem(404);
    call(Call.put("/records/a", "2")).isProblem(404);
    call(Call.put("/records/a", "2").header("If-Match", tag)).isProblem(404);
    call(Call.put("/records/a?upsert=true", "2").header("If-Match", tag)).isProblem(412);
    call(Call.delete("/records/a")).isProblem(404);
    call(Call.delete("/records/a").header("If-Match", tag)).isProblem(404);
    assertThat(call(Call.get("/records")).items("key")).containsExactly("d");
    assertThat(call(Call.get("/records/keys")).items("")).containsExactly("d");

    var created = call(Call.post("/records/a", "3")).hasStatus(201);
    assertThat(created.etag()).endsWith(".1\"").isNotEqualTo(tag);
    assertThat(call(Call.put("/records/b?upsert=true", "3")).hasStatus(201).etag())
        .endsWith(".1\"");
    call(Call.put("/records/c", "3").header("If-None-Match", "*")).hasStatus(201);
    assertThat(call(Call.get("/records/keys")).items("")).containsExactly("a", "b", "c", "d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ttl=0",
        "ttl=-5",
        "ttl=1.5",
        "ttl=x",
        "ttl=",
        "ttl=1&expiresAt=2100-01-01T00:00:00Z",
      })
  void badTtl_isNamed(String query) {
    call(Call.post("/records/a?" + query, "1")).isInvalid("ttl");
    call(Call.put("/records/a?" + query, "1")).isInvalid("ttl");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2020-01-01T00:00:00Z", "1", "tomorrow", "2100-01-01", "2100-02-30T00:00:00Z"})
  void badExpiresAt_isNamed(String time) {
    call(Call.post("/records/a?expiresAt=" + time, "1")).isInvalid("expiresAt");
  }

  // ---- Lists -----------------------------------------------------------------------------------

  @Test
  void list_showsValuesAndWhatMetadataThereIs() {
    var tag = call(Call.post("/records/a", "{\"n\": 1.0}")).etag();

    var item = call(Call.get("/records")).hasStatus(200).json().at("/items/0");

    assertThat(item.propertyStream().map(member -> member.getKey()))
        .containsExactly("key", "value", "version", "etag", "createdAt", "updatedAt");
    assertThat(item.path("etag").asText()).isEqualTo(tag);
    call(Call.put("/records/a", "2").header("If-Match", item.path("etag").asText())).hasStatus(200);
  }

  @Test
  void emptyList_hasNoNext() {
    for (var list : List.of("/records", "/records/keys")) {
      assertThat(call(Call.get(list)).hasStatus(200).body()).isEqualTo("{\"items\":[]}");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 23, 1000})
  void pages_holdEverythingOnceInOrder(int limit) {
    var keys = IntStream.range(0, 23).mapToObj("k-%02d"::formatted).toList();
    keys.forEach(key -> call(Call.post("/records/" + key, "\"" + key + "\"")).hasStatus(201));
    call(Call.post("/records/other", "1")).hasStatus(201);

    for (var list : List.of("/records", "/records/keys")) {
      var field = list.equals("/records") ? "key" : "";
      assertThat(walk(list + "?prefix=k-&limit=" + limit, field)).isEqualTo(keys);
      assertThat(walk(list + "?prefix=k-&order=desc&limit=" + limit, field))
          .isEqualTo(keys.reversed());
    }
  }

  private List<String> walk(String list, String field) {
    var all = new ArrayList<String>();
    var answer = call(Call.get(list)).hasStatus(200);
    all.addAll(answer.items(field));
    while (answer.json().has("next")) {
      var next = answer.json().path("next").asText();
      assertThat(answer.header("Link"))
          .matches(
              "<[^>]*"
                  + list.replaceAll("\\?.*", "")
                  + "\\?[^>]*cursor="
                  + next
                  + "[^>]*>; rel=\"next\"");
      answer = call(Call.get(list + "&cursor=" + next)).hasStatus(200);
      all.addAll(answer.items(field));
    }
    return all;
  }

  @Test
  void prefix_isALiteralPrefixOfKeys() {
    for (var key : List.of("a", "a.b", "a.c", "ab", "A", "~", "a_b")) {
      call(Call.post("/records/" + key, "1")).hasStatus(201);
    }

    assertThat(call(Call.get("/records/keys?prefix=a.")).items("")).containsExactly("a.b", "a.c");
    assertThat(call(Call.get("/records/keys?prefix=")).items(""))
        .containsExactly("A", "a", "a.b", "a.c", "a_b", "ab", "~");
    assertThat(call(Call.get("/records?prefix=a_")).items("key")).containsExactly("a_b");
    assertThat(call(Call.get("/records?prefix=zzz")).items("key")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "limit=1.0", "limit="})
  void badLimit_isNamed(String query) {
    call(Call.get("/records?" + query)).isInvalid("limit");
    call(Call.get("/records/keys?" + query)).isInvalid("limit");
  }

  @Test
  void otherBadListParameters_areNamed() {
    call(Call.get("/records?order=up")).isInvalid("order");
    call(Call.get("/records?prefix=a/b")).isInvalid("prefix");
    call(Call.get("/records?prefix=" + "a".repeat(256))).isInvalid("prefix");
    call(Call.get("/records?cursor=")).isInvalid("cursor");
    call(Call.get("/records?cursor=AAAAAAAAAAAAAAAA")).isInvalid("cursor");
    call(Call.get("/records?cursor=%00")).isInvalid("cursor");
  }

  @Test
  void cursorOfAnotherList_is400() {
    var stranger = TestUser.create().key(READ, WRITE);
    for (var key : List.of("a1", "a2", "a3")) {
      call(Call.post("/records/" + key, "1")).hasStatus(201);
      api().call(Call.post("/records/" + key, "2").as(stranger)).hasStatus(201);
    }
    var cursor = call(Call.get("/records?prefix=a&limit=1")).json().path("next").asText();

    api()
        .call(Call.get("/records?prefix=a&limit=1&cursor=" + cursor).as(stranger))
        .isInvalid("cursor");
    call(Call.get("/records?limit=1&cursor=" + cursor)).isInvalid("cursor");
    call(Call.get("/records?prefix=a1&cursor=" + cursor)).isInvalid("cursor");
    call(Call.get("/records?prefix=a&order=desc&cursor=" + cursor)).isInvalid("cursor");
    call(Call.get("/records/keys?prefix=a&cursor=" + cursor)).isInvalid("cursor");
    var other = (cursor.startsWith("_") ? "-" : "_") + cursor.substring(1);
    call(Call.get("/records?prefix=a&cursor=" + other)).isInvalid("cursor");
    call(Call.get("/records?prefix=a&cursor=" + cursor + "A")).isInvalid("cursor");
    assertThat(call(Call.get("/records?prefix=a&limit=9&cursor=" + cursor)).items("key"))
        .containsExactly("a2", "a3");
  }

  // ---- Who -------------------------------------------------------------------------------------

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

  // ---- Keys, bodies and sizes ------------------------------------------------------------------

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,",
        "NaN",
        "01",
        "1 2",
        "{} {}",
        "{\"a\":1,\"a\":2}",
        "'a'",
        "undefined",
        "\"\t\""
      })
  void badBody_isNamed(String body) {
    call(Call.post("/records/a", body)).isInvalid("body");
    call(Call.put("/records/a", body)).isInvalid("body");
    assertThat(call(Call.get("/records/keys")).items("")).isEmpty();
  }

  @Test
  void depth101_isNamed() {
    call(Call.post("/records/a", "[".repeat(101) + "]".repeat(101))).isInvalid("body");
  }

  @Test
  void byteOrderMark_isNoPartOfTheValue() {
    call(Call.post("/records/a", "\ufeff{\"n\":1}")).hasStatus(201);

    assertThat(call(Call.get("/records/a")).body()).isEqualTo("{\"n\":1}");
  }

  @Test
  void spellingsOfOneKey_areOneRequest() {
    var first = call(Call.post("/records/a:1", "1").header("Idempotency-Key", "k")).hasStatus(201);

    var again = call(Call.post("/records/a%3A1", "1").header("Idempotency-Key", "k"));

    assertThat(again.hasStatus(201).etag()).isEqualTo(first.etag());
    call(Call.post("/records/a%3A2", "1").header("Idempotency-Key", "k")).isProblem(422);
  }

  @Test
  void invalidUtf8_isNamed() {
    call(Call.post("/records/a", "\"\u00c3\"").inLatin1()).isInvalid("body");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br", "deflate"})
  void statedCoding_is415AndWritesNothing(String coding) {
    var create = Call.post("/records/a", "1").header("Content-Encoding", coding);
    call(create).isProblem(415);
    var answer = call(create.header("Idempotency-Key", "k")).isProblem(415);

    assertThat(answer.header("Accept-Encoding")).isEqualTo("identity");
    assertThat(answer.json().path("detail").asText()).contains(coding);
    call(Call.get("/records/a")).isProblem(404);
  }

  @Test
  void partOfAValue_replacesNothing() {
    call(Call.post("/records/a", "1")).hasStatus(201);

    call(Call.put("/records/a", "2").header("Content-Range", "bytes 0-0/1"))
        .isInvalid("Content-Range");

    assertThat(call(Call.get("/records/a")).body()).isEqualTo("1");
  }

  @Test
  void statedTypeThatIsNotJson_is415() {
    call(Call.post("/records/a", "1").header("Content-Type", "text/plain")).isProblem(415);
    call(Call.put("/records/a", "1").header("Content-Type", "image/png")).isProblem(415);
    call(Call.post("/records/a", "1").header("Content-Type", "application/x-www-form-urlencoded"))
        .hasStatus(201);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 255})
  void largestValue_fitsAndOneByteMoreDoesNot(int keyLength) {
    var key = "k".repeat(keyLength);
    int limit = ItemSize.MAX_BYTES - new RecordSchema().maxBytes(key, new JsonText(""));
    // Non-ASCII up to the limit: two bytes each.
    var text = "\"" + "ä".repeat((limit - 2) / 2) + "x".repeat(limit % 2) + "\"";
    assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSize(limit);

    call(Call.post("/records/" + key + "?ttl=100", text)).hasStatus(201);
    assertThat(call(Call.get("/records/" + key)).body()).isEqualTo(text);
    call(Call.put("/records/" + key + "?ttl=100", text)).hasStatus(200);
    for (var call :
        List.of(
            Call.post("/records/" + key, text + " "),
            Call.put("/records/" + key, text + " "),
            Call.put("/records/" + key + "?upsert=true", text + " "))) {
      assertThat(call(call).isProblem(413).json().path("detail").asText())
          .contains(Integer.toString(limit))
          .contains(Integer.toString(limit + 1));
    }
    assertThat(call(Call.get("/records?limit=1")).items("key")).containsExactly(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud83d\ude00", "\\\\", "\\u0001", "\ufeff"})
  void largestValue_isReturnedWhateverItsCharactersTakeInAFunctionsResult(String character) {
    var key = "k";
    int limit = ItemSize.MAX_BYTES - new RecordSchema().maxBytes(key, new JsonText(""));
    int times = (limit - 2) / character.getBytes(StandardCharsets.UTF_8).length;
    var text = "\"" + character.repeat(times) + "\"";

    for (var each : List.of(key, "l", "m")) {
      call(Call.post("/records/" + each, text)).hasStatus(201);
    }

    assertThat(call(Call.get("/records/" + key)).hasStatus(200).body()).isEqualTo(text);
    assertThat(call(Call.get("/records")).hasStatus(200).items("key")).startsWith("k", "l");
  }

  Answer call(Call call) {
    return api().call(call.as(owner));
  }
}
