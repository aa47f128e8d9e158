package dev.cubby.functions.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `ttl` and `expiresAt` promise.
abstract class RecordExpiryContract extends RecordsCase {

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
    // The replacement must come before the expiry, on a busy machine too.
    Answer replaced;
    int ttl = 3;
    do {
      call(Call.put("/records/a?upsert=true&ttl=" + ttl, "1")).hasStatus(201);
      ttl *= 2;
      replaced = call(Call.put("/records/a", "2"));
    } while (replaced.status() != 200);
    assertThat(replaced.json().has("expiresAt")).isFalse();
    api().elapse(Duration.ofSeconds(ttl / 2 + 1));

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
}
