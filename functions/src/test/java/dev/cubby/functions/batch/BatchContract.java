package dev.cubby.functions.batch;

import static dev.cubby.testing.Batches.delete;
import static dev.cubby.testing.Batches.post;
import static dev.cubby.testing.Batches.put;
import static dev.cubby.testing.Batches.putNew;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cubby.testing.Batches;
import dev.cubby.testing.Call;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `POST /batch` promises, whichever way it is called.
abstract class BatchContract extends BatchCase {

  @Test
  void operationsOnAllKinds_takeEffectTogether() {
    var old = newRecord("old");
    var gone = newRecord("gone");

    var results =
        batch(
                post("/records/new", "{\"a\":1}"),
                put("/records/old", old, "2"),
                delete("/records/gone", gone),
                putNew("/records/first", "3"),
                post("/notes", "{\"title\":\"Groceries\"}"),
                post("/items/", "{\"name\":\"Lamp\"}"))
            .hasStatus(200)
            .json()
            .path("results");

    assertThat(results.findValuesAsText("status"))
        .containsExactly("201", "200", "204", "201", "201", "201");
    assertValue("new", "{\"a\":1}");
    assertValue("old", "2");
    assertValue("first", "3");
    call(Call.get("/records/gone")).isProblem(404);
    assertThat(call(Call.get(location(results.path(4)))).json().path("title").asText())
        .isEqualTo("Groceries");
    assertThat(call(Call.get(location(results.path(5)))).json().path("name").asText())
        .isEqualTo("Lamp");
    assertThat(call(Call.get("/notes?title=groc")).items("title")).containsExactly("Groceries");
  }

  @Test
  void results_tellTheSameAsTheSingleRequests() {
    var old = newRecord("old");

    var results =
        batch(
                "{\"method\":\"POST\",\"path\":\"/records/a\",\"query\":{\"ttl\":\"600\"},\"body\":1}",
                put("/records/old", old, "2"))
            .hasStatus(200)
            .json()
            .path("results");

    var a = entry("a");
    var created = results.path(0);
    assertThat(created.path("location").asText()).endsWith("/records/a");
    for (var field : List.of("etag", "createdAt", "updatedAt", "expiresAt")) {
      assertThat(created.path(field)).as(field).isEqualTo(a.path(field));
      assertThat(created.has(field)).isTrue();
    }
    var replaced = results.path(1);
    assertThat(replaced.path("etag").asText())
        .isEqualTo(old.replace(".1\"", ".2\""))
        .isEqualTo(call(Call.get("/records/old")).etag());
    assertThat(replaced.path("updatedAt")).isEqualTo(entry("old").path("updatedAt"));
    assertThat(replaced.has("createdAt")).isFalse();
    assertThat(replaced.has("location")).isFalse();
  }

  @Test
  void failedConditions_areAllListedAndNothingIsWritten() {
    var a = newRecord("a");
    var b = newRecord("b");
    var current = call(Call.put("/records/b", "2")).hasStatus(200).etag();
    var item = "/items/" + UUID.randomUUID();

    var failed =
        batch(
                post("/records/new", "1"),
                post("/records/a", "2"),
                put("/records/b", b, "3"),
                put("/records/none", a, "4"),
                putNew("/records/a~", "5"),
                delete(item, a),
                put("/records/c", "\"foreign\"", "6"))
            .isProblem(409)
            .json();

    assertThat(failed.path("type").asText()).endsWith(":batch-failed");
    var operations = failed.path("operations");
    assertThat(operations.findValuesAsText("index")).containsExactly("1", "2", "3", "5", "6");
    assertThat(operations.findValuesAsText("status"))
        .containsExactly("409", "412", "404", "404", "404");
    assertThat(operations.findValuesAsText("etag")).containsExactly(a, current);
    assertThat(keys()).containsExactly("a", "b");
    assertValue("a", "1");
    assertValue("b", "2");
  }

  @Test
  void putOfANewRecordThatExists_is412() {
    var a = newRecord("a");

    var failure = batch(putNew("/records/a", "2")).isProblem(409).json().at("/operations/0");

    assertThat(failure.path("status").asInt()).isEqualTo(412);
    assertThat(failure.path("etag").asText()).isEqualTo(a);
  }

  @Test
  void tagThatCubbyDidNotIssue_is412() {
    newRecord("a");

    var failures =
        batch(put("/records/a", "\"foreign\"", "2")).isProblem(409).json().path("operations");

    assertThat(failures.findValuesAsText("status")).containsExactly("412");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0",
        "1e400",
        "12345678901234567890.123",
        "null",
        "\"a\\u00e9\\n\"",
        "[ 1 , {\"b\": 2} ]",
        "\"\"",
        "-0"
      })
  void value_keepsItsText(String value) {
    batch(post("/records/a", "  " + value + "  "), putNew("/records/b", value)).hasStatus(200);

    assertValue("a", value);
    assertValue("b", value);
  }

  @Test
  void valueAsDeepAsInASingleRequest_fits() {
    var deep = "[".repeat(100) + "]".repeat(100);

    batch(post("/records/deep", deep)).hasStatus(200);

    assertValue("deep", deep);
    batch(post("/records/deeper", "[" + deep + "]")).isProblem(400);
  }

  @Test
  void nullForWhatIsAbsent_isTaken() {
    var a = newRecord("a");

    batch(
            delete("/records/a", a)
                .replace("}", ",\"query\":null,\"ifNoneMatch\":null,\"body\":null}"))
        .hasStatus(200);

    assertThat(keys()).isEmpty();
  }

  @Test
  void encodedPath_isDecoded() {
    batch(post("/records/a%3Ab", "1"), post("/records/c%7e/", "2")).hasStatus(200);

    assertThat(keys()).containsExactly("a:b", "c~");
  }

  @Test
  void idInCapitals_isTheSame() {
    var note = call(Call.post("/notes", "{\"title\":\"a\"}")).hasStatus(201);
    var path = "/notes/" + note.json().path("id").asText().toUpperCase(Locale.ROOT);

    batch(put(path, note.etag(), "{\"title\":\"b\"}")).hasStatus(200);

    assertThat(call(Call.get(path)).json().path("title").asText()).isEqualTo("b");
  }

  @Test
  void hundredOperations_areTheMost() {
    var operations =
        IntStream.range(0, 101).mapToObj(i -> post("/records/k%03d".formatted(i), "1")).toList();

    batch(operations.toArray(String[]::new)).isInvalid("operations");
    var hundred = Batches.of(operations.subList(0, 100).toArray(String[]::new));
    call(hundred.header("Idempotency-Key", "k")).isInvalid("operations");
    assertThat(keys()).isEmpty();

    call(hundred).hasStatus(200);
    call(Batches.of(operations.subList(0, 99).toArray(String[]::new))
            .header("Idempotency-Key", "k"))
        .isProblem(409);
    assertThat(call(Call.get("/records/keys?limit=1000")).items("")).hasSize(100);
  }

  @Test
  void batchOfOtherJson_isRefusedAsAWhole() {
    call(Call.post("/batch", "[]")).isInvalid("body");
    call(Call.post("/batch", "{")).isInvalid("body");
    call(Call.post("/batch", "{\"operations\":[],\"operations\":[]}")).isInvalid("body");
    call(Call.post("/batch", "{}")).isInvalid("operations");
    call(Call.post("/batch", "{\"operations\":{}}")).isInvalid("operations");
    call(Call.post("/batch", "{\"operations\":[]}")).isInvalid("operations");
    call(Call.post("/batch", "{\"operations\":[],\"atomic\":true}")).isInvalid("atomic");
  }

  private JsonNode entry(String key) {
    return call(Call.get("/records?prefix=" + key)).json().at("/items/0");
  }

  private static String location(JsonNode result) {
    var location = result.path("location").asText();
    return location.substring(location.lastIndexOf('/', location.lastIndexOf('/') - 1));
  }
}
