package dev.cubby.functions.transfer;

import static dev.cubby.shared.auth.Role.READ;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.TestUser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What `GET /export` promises, whichever way it is called.
abstract class ExportContract extends TransferCase {

  @Test
  void lines_stateWhatGetsReturn() {
    var paths = createThings();

    var lines = export(owner).stream().map(line -> new Answer(0, Map.of(), line).json()).toList();

    assertThat(lines)
        .extracting(line -> line.path("kind").asText())
        .containsExactly("record", "note", "item");
    for (int i = 0; i < paths.size(); i++) {
      assertThat(lines.get(i).path("etag").asText()).isEqualTo(call(Call.get(paths.get(i))).etag());
    }
    var entry = call(Call.get("/records")).json().at("/items/0");
    for (var field : List.of("key", "version", "etag", "createdAt", "updatedAt", "expiresAt")) {
      assertThat(lines.get(0).path(field)).as(field).isEqualTo(entry.path(field));
      assertThat(entry.has(field)).isTrue();
    }
    assertThat(lines.get(0).path("body").asText()).isEqualTo(" {\"a\": 1.0} ");
    var note = call(Call.get(paths.get(1))).json();
    for (var field : List.of("id", "createdAt", "updatedAt")) {
      assertThat(lines.get(1).path(field)).as(field).isEqualTo(note.path(field));
    }
    for (var field : List.of("title", "content")) {
      assertThat(lines.get(1).path("body").path(field)).as(field).isEqualTo(note.path(field));
    }
    assertThat(lines.get(1).has("expiresAt")).isFalse();
    assertThat(lines.get(2).path("body").toString()).isEqualTo("{\"name\":\"Lamp\"}");
  }

  @Test
  void replacementCharacter_isEscaped() {
    createThings();

    assertThat(String.join("", export(owner))).contains("\\ufffd").doesNotContain("\ufffd");
  }

  @Test
  void exportOfNothing_isAPageForEachKind() {
    var pages = pages("/export", owner);

    assertThat(pages).hasSize(5).extracting(Answer::body).containsOnly("");
    assertThat(pages)
        .extracting(page -> page.header("Content-Type"))
        .containsOnly("application/x-ndjson");
    assertThat(pages.getLast().headers()).doesNotContainKey("Link");
  }

  @Test
  void export_holdsThingsOfTheCallerOnly() {
    api().call(Call.post("/records/theirs", "1").as(other)).hasStatus(201);
    call(Call.post("/records/mine", "1").header("Idempotency-Key", "k")).hasStatus(201);

    assertThat(export(owner)).singleElement().asString().contains("\"key\":\"mine\"");
  }

  @Test
  void expiredThing_isAbsent() {
    call(Call.post("/records/a?ttl=1", "1")).hasStatus(201);
    call(Call.post("/records/b", "1")).hasStatus(201);
    api().elapse(Duration.ofMillis(2_100));

    assertThat(export(owner)).singleElement().asString().contains("\"key\":\"b\"");
  }

  @Test
  void head_hasTheLinkOfGet() {
    var head = call(Call.head("/export")).hasStatus(200);

    assertThat(next(head)).isEqualTo(next(call(Call.get("/export")))).contains("cursor=");
  }

  @Test
  void cursorOfAnotherList_isRefused() {
    call(Call.post("/records/a", "1")).hasStatus(201);
    call(Call.post("/records/b", "1")).hasStatus(201);
    var cursor = call(Call.get("/records?limit=1")).json().path("next").asText();

    call(Call.get("/export?cursor=" + cursor)).isInvalid("cursor");
    call(Call.get("/export?cursor=x")).isInvalid("cursor");
    api().call(Call.get(next(call(Call.get("/export")))).as(other)).isInvalid("cursor");
  }

  @Test
  void otherKeyOfTheUser_continuesAnExport() {
    createThings();
    var another = new TestUser(owner.caller().userId()).key(READ);

    api().call(Call.get(next(call(Call.get("/export")))).as(another)).hasStatus(200);
  }
}
