package dev.cubby.functions.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What preconditions promise: a write happens to the version that its client knows, or not at all.
abstract class RecordConditionsContract extends RecordsCase {

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
  void postWithAPrecondition_isRefusedAndCreatesNothing() {
    call(Call.post("/records/a", "1").header("If-Match", "*")).isInvalid("If-Match");
    call(Call.post("/records/a", "1").header("If-None-Match", "*")).isInvalid("If-None-Match");

    call(Call.get("/records/a")).isProblem(404);
  }

  @Test
  void deleteWithIfNoneMatch_isRefusedAndDeletesNothing() {
    call(Call.post("/records/a", "1")).hasStatus(201);

    call(Call.delete("/records/a").header("If-None-Match", "*")).isInvalid("If-None-Match");

    call(Call.get("/records/a")).hasStatus(200);
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
}
