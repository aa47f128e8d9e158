package dev.cubby.functions.collections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What documents of a collection promise, whichever way they are called.
abstract class DocumentsContract extends CollectionsCase {

  private static final String SCHEMA =
      """
      {"schema":{"type":"object","required":["status"],"properties":{"status":{"type":"string"},\
      "total":{"minimum":0}}},"indexes":{"byTotal":{"fields":["/total"]}}}\
      """;

  @BeforeEach
  void declareOrders() {
    declare(SCHEMA).hasStatus(201);
  }

  @Test
  void post_createsUnderANewId() {
    var created =
        call(Call.post(DOCUMENTS, "{\"status\": \"open\", \"total\": 1.50}")).hasStatus(201);

    var id = created.json().path("id").asText();
    assertThat(created.header("Location")).endsWith(DOCUMENTS + "/" + id);
    var read = call(Call.get(DOCUMENTS + "/" + id)).hasStatus(200);
    assertThat(read)
        .extracting(Answer::body, Answer::etag)
        .containsExactly("{\"status\": \"open\", \"total\": 1.50}", created.etag());
    call(Call.get(DOCUMENTS + "/" + id.toUpperCase(java.util.Locale.ROOT))).hasStatus(200);
    call(Call.head(DOCUMENTS + "/" + id)).hasStatus(200);
  }

  @Test
  void postWithAnIdempotencyKey_createsOnce() {
    var post = Call.post(DOCUMENTS, "{\"status\":\"open\"}").header("Idempotency-Key", "k");

    var first = call(post).hasStatus(201);

    assertThat(call(post).hasStatus(201).json()).isEqualTo(first.json());
    assertThat(ids("")).hasSize(1);
  }

  @Test
  void put_createsUnderTheClientsIdAndReplaces() {
    call(Call.put(DOCUMENTS + "/a", "{\"status\":\"open\"}")).isProblem(404);
    var create = Call.put(DOCUMENTS + "/a", "{\"status\":\"open\"}").header("If-None-Match", "*");
    var tag = call(create).hasStatus(201).etag();
    call(create).isProblem(412);
    call(Call.put(DOCUMENTS + "/a", "{\"status\":\"paid\"}").header("If-Match", tag))
        .hasStatus(200);
    call(Call.put(DOCUMENTS + "/a", "{\"status\":\"x\"}").header("If-Match", tag)).isProblem(412);
    put("a", "{\"status\":\"sent\"}").hasStatus(200);

    assertThat(call(Call.get(DOCUMENTS + "/a")).body()).isEqualTo("{\"status\":\"sent\"}");
  }

  @Test
  void patch_changesAPart() {
    put("a", "{\"status\":\"open\",\"total\":1.0}");

    var patch = Call.patch(DOCUMENTS + "/a", "{\"status\":\"paid\"}");
    call(patch.header("Idempotency-Key", "k")).hasStatus(200);
    call(patch).hasStatus(200);

    assertThat(call(Call.get(DOCUMENTS + "/a")).body())
        .isEqualTo("{\"status\":\"paid\",\"total\":1.0}");
    call(Call.patch(DOCUMENTS + "/a", "{\"total\":-1}")).isInvalid("/total");
    call(Call.patch(DOCUMENTS + "/b", "{}")).isProblem(404);
  }

  @Test
  void delete_deletes() {
    put("a", "{\"status\":\"open\"}");

    call(Call.delete(DOCUMENTS + "/a")).hasStatus(204);

    call(Call.get(DOCUMENTS + "/a")).isProblem(404);
    call(Call.delete(DOCUMENTS + "/a")).isProblem(404);
  }

  @Test
  void list_isInOrderOfIds() {
    for (var id : new String[] {"c", "a", "b"}) {
      put(id, "{\"status\":\"open\",\"n\":1.0}");
    }

    assertThat(ids("limit=2")).containsExactly("a", "b", "c");
    assertThat(ids("order=desc")).containsExactly("c", "b", "a");
    var first = call(Call.get(DOCUMENTS + "?limit=1"));
    assertThat(first.body()).contains("\"value\":{\"status\":\"open\",\"n\":1.0}");
    call(Call.head(DOCUMENTS)).hasStatus(200);
  }

  @Test
  void expiredDocument_isAbsent() {
    call(Call.put(DOCUMENTS + "/a?upsert=true&ttl=1", "{\"status\":\"open\"}")).hasStatus(201);

    api().elapse(Duration.ofSeconds(2));

    call(Call.get(DOCUMENTS + "/a")).isProblem(404);
    assertThat(ids("")).isEmpty();
  }

  @Test
  void documentThatBreaksTheSchema_returns400NamingEachPlace() {
    call(Call.post(DOCUMENTS, "{\"total\":-1,\"status\":1}")).isInvalid("/status", "/total");
    call(Call.post(DOCUMENTS, "{")).isInvalid("body");
    call(Call.put(DOCUMENTS + "/a?upsert=true", "[]")).isProblem(400);
    assertThat(ids("")).isEmpty();
  }

  @Test
  void valueThatItsIndexCannotContain_returns400NamingIt() {
    call(Call.post(DOCUMENTS, "{\"status\":\"a\",\"total\":1e99999}")).isInvalid("/total");
  }

  @Test
  void check_findsTheDocumentsThatBreakASchema() {
    put("a", "{\"status\":\"open\"}");
    put("b", "{\"status\":\"paid\",\"total\":1}");
    var check = ORDERS + "/check";

    assertThat(call(Call.post(check, "")).hasStatus(200).items("id")).isEmpty();
    var first =
        call(Call.post(check + "?limit=1", "{\"schema\":{\"required\":[\"total\"]}}"))
            .hasStatus(200);
    assertThat(first.json().at("/items/0").toString())
        .isEqualTo(
            "{\"id\":\"a\",\"errors\":[{\"field\":\"/total\",\"message\":\"is required\"}]}");
    var rest = check + "?limit=1&cursor=" + first.json().path("next").asText();
    assertThat(call(Call.post(rest, "{\"schema\":{\"required\":[\"total\"]}}")).items("id"))
        .isEmpty();
    call(Call.post(check, "{\"schema\":{\"type\":\"thing\"}}")).isProblem(400);
    call(Call.post("/collections/none/check", "")).isProblem(404);
  }

  @Test
  void invalidId_returns400() {
    call(Call.get(DOCUMENTS + "/a%20b")).isInvalid("id");
    put("%2E", "{}").isInvalid("id");
  }

  @Test
  void tooLargeDocument_returns413() {
    var large = "{\"status\":\"%s\"}".formatted("x".repeat(DocumentKind.MAX_BYTES - 13));
    call(Call.post(DOCUMENTS, large)).hasStatus(201);
    call(Call.post(DOCUMENTS, large + " ")).isProblem(413);
  }

  @Test
  void cursorOfAnotherCollection_returns400() {
    call(Call.put("/collections/others", SCHEMA)).hasStatus(201);
    put("a", "{\"status\":\"open\"}");
    put("b", "{\"status\":\"open\"}");
    var cursor = call(Call.get(DOCUMENTS + "?limit=1")).json().path("next").asText();

    call(Call.get("/collections/others/documents?limit=1&cursor=" + cursor)).isInvalid("cursor");
  }
}
