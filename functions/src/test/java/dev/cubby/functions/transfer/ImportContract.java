package dev.cubby.functions.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Call;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What `POST /import` promises, whichever way it is called.
abstract class ImportContract extends TransferCase {

  @Test
  void linesOfAnExport_makeTheSameThings() {
    var paths = createThings();
    var lines = export(owner);

    var answer = send("", lines, other).hasStatus(200);

    assertThat(outcomes(answer)).hasSize(3).containsOnly("created");
    assertThat(reads(paths, other)).isEqualTo(reads(paths, owner));
    assertThat(export(other)).isEqualTo(lines);
    assertThat(answer.json().at("/results/0/etag").asText())
        .isEqualTo(call(Call.get("/records/a")).etag());
  }

  @Test
  void noteOfATimeAfter9999_isListedLast() {
    createThings();
    var line =
        export(owner).stream().filter(one -> one.contains("\"note\"")).findFirst().orElseThrow();
    var last = "ffffffff-ffff-7000-8000-000000000000";
    send(line.replaceAll("\"id\":\"[^\"]*", "\"id\":\"" + last));

    assertThat(call(Call.get("/notes")).items("id")).hasSize(2).endsWith(last);
    var first = call(Call.get("/notes?order=desc&limit=1")).hasStatus(200);
    assertThat(first.items("id")).containsExactly(last);
    var cursor = first.json().path("next").asText();
    assertThat(call(Call.get("/notes?order=desc&limit=1&cursor=" + cursor)).items("id"))
        .hasSize(1)
        .doesNotContain(last);
    assertThat(call(Call.get("/notes?to=9999-12-31T23:59:59.999Z")).items("id"))
        .hasSize(1)
        .doesNotContain(last);
  }

  @Test
  void linesSentAgain_changeNothing() {
    var paths = createThings();
    var before = reads(paths, owner);
    var lines = export(owner);

    assertThat(outcomes(send("", lines, owner))).hasSize(3).containsOnly("skipped");
    assertThat(outcomes(send("?replace=true", lines, owner))).hasSize(3).containsOnly("skipped");

    assertThat(reads(paths, owner)).isEqualTo(before);
  }

  @Test
  void importedThing_isReplacedAsTheOriginal() {
    send(record("a", "1", 3));

    var replaced =
        call(Call.put("/records/a", "2").header("If-Match", "\"AAAAAAAAAAAA.3\"")).hasStatus(200);

    assertThat(replaced.etag()).isEqualTo("\"AAAAAAAAAAAA.4\"");
    assertThat(replaced.json().path("createdAt").asText()).isEqualTo("2026-01-05T09:31:00Z");
  }

  @Test
  void anotherVersion_differsAndStays() {
    createThings();
    var lines = export(owner);
    var current = call(Call.put("/records/a", "2")).hasStatus(200).etag();

    var answer = send("", lines, owner).hasStatus(200);

    assertThat(outcomes(answer)).containsExactly("differs", "skipped", "skipped");
    assertThat(answer.json().at("/results/0/etag").asText()).isEqualTo(current);
    assertThat(call(Call.get("/records/a")).body()).isEqualTo("2");
  }

  @Test
  void sameETagWithAnotherContentTimeOrExpiry_differs() {
    send(record("a"));

    assertThat(outcomes(send(record("a", "2", 1), record("b"))))
        .containsExactly("differs", "created");
    assertThat(outcomes(send(record("a").replace("09:52", "09:53")))).containsExactly("differs");
    assertThat(outcomes(send(record("a").replace("09:31", "09:30")))).containsExactly("differs");
    assertThat(outcomes(send(expiring(record("a"), "2999-01-01T00:00:00Z"))))
        .containsExactly("differs");
    assertThat(call(Call.get("/records/a")).body()).isEqualTo("1");
  }

  @Test
  void replacedThing_hasANewIncarnation() {
    var old = call(Call.post("/records/a", "1")).hasStatus(201).etag();
    var lines = List.of(record("a", "2", 7));

    var answer = send("?replace=true", lines, owner).hasStatus(200);

    assertThat(outcomes(answer)).containsExactly("replaced");
    var etag = call(Call.get("/records/a")).etag();
    assertThat(answer.json().at("/results/0/etag").asText()).isEqualTo(etag).endsWith(".7\"");
    assertThat(etag).doesNotContain("AAAAAAAAAAAA");
    for (var earlier : List.of(old, old.replace(".1", ".7"), "\"AAAAAAAAAAAA.7\"")) {
      call(Call.put("/records/a", "3").header("If-Match", earlier)).isProblem(412);
    }
    assertThat(outcomes(send("?replace=true", lines, owner))).containsExactly("skipped");
    assertThat(outcomes(send("", lines, owner))).containsExactly("differs");
    var entry = call(Call.get("/records")).json().at("/items/0");
    assertThat(entry.path("etag").asText()).isEqualTo(etag);
    assertThat(entry.path("value").asText()).isEqualTo("2");
    assertThat(entry.path("updatedAt").asText()).isEqualTo("2026-01-05T09:52:00.123Z");
  }

  @Test
  void replacedNote_isFoundByItsNewTitleOnly() {
    var paths = createThings();
    var line = export(owner).get(1);
    call(Call.put(paths.get(1), "{\"title\":\"Zebra\"}")).hasStatus(200);

    assertThat(outcomes(send("?replace=true", List.of(line), owner))).containsExactly("replaced");

    assertThat(call(Call.get("/notes?title=zeb")).items("id")).isEmpty();
    assertThat(call(Call.get("/notes?title=groc")).items("title")).containsExactly("Groceries");
  }

  @Test
  void expiredThing_givesWay() {
    call(Call.post("/records/a?ttl=1", "1")).hasStatus(201);
    api().elapse(Duration.ofMillis(2_100));

    assertThat(outcomes(send(record("a", "2", 3)))).containsExactly("created");
    assertThat(call(Call.get("/records/a")).etag()).isEqualTo("\"AAAAAAAAAAAA.3\"");
  }

  @Test
  void lineThatHasExpired_isNotWritten() {
    send(record("b"));

    var answer =
        send(
            expiring(record("a"), "2026-01-06T00:00:00Z"),
            expiring(record("b"), "2026-01-06T00:00:00Z"),
            expiring(record("c"), "2999-01-01T00:00:00Z"));

    assertThat(outcomes(answer)).containsExactly("expired", "expired", "created");
    assertThat(call(Call.get("/records/keys")).items("")).containsExactly("b", "c");
  }

  @Test
  void expiry_isRoundedUp() {
    send(expiring(record("a"), "2999-01-01T00:00:00.001Z"));

    assertThat(call(Call.get("/records")).json().at("/items/0/expiresAt").asText())
        .isEqualTo("2999-01-01T00:00:01Z");
    assertThat(outcomes(send(expiring(record("a"), "2999-01-01T00:00:00.001Z"))))
        .containsExactly("skipped");
  }

  @Test
  void secondLineOfTheSameThing_isInvalid() {
    var answer = send(record("a", "{", 1), record("a"), record("b"), record("a", "2", 1));

    assertThat(outcomes(answer)).containsExactly("invalid", "created", "created", "invalid");
    assertThat(answer.json().at("/results/3/errors/0/field").asText()).isEqualTo("key");
    assertThat(call(Call.get("/records/a")).body()).isEqualTo("1");
  }

  @Test
  void emptyLines_doNotCount() {
    var answer = send("", record("a") + "\r", " ", record("b"));

    assertThat(answer.json().path("results").findValuesAsText("line")).containsExactly("2", "4");
    assertThat(outcomes(answer)).containsOnly("created");
  }

  @Test
  void hundredLines_areTheMost() {
    var lines = IntStream.range(0, 101).mapToObj(i -> record("k%03d".formatted(i))).toList();

    send("", lines, owner).isInvalid("body");
    send("", List.of(), owner).isInvalid("body");
    assertThat(call(Call.get("/records/keys")).items("")).isEmpty();

    importAll(lines.subList(0, 100));
    assertThat(export(owner)).isEqualTo(lines.subList(0, 100));
  }

  @Test
  void moreThan4Mb_isTooLarge() {
    var line = record("a", "1" + " ".repeat(4 * 1024 * 1024), 1);

    assertThat(send("", List.of(line), owner).isProblem(413).json().path("detail").asText())
        .startsWith("The import has ");
  }

  @Test
  void bodyOfAnotherType_isRefused() {
    var call = Call.post("/import", record("a"));

    assertThat(call(call).isProblem(415).json().path("detail").asText())
        .isEqualTo("Content-Type must be application/x-ndjson in UTF-8, not application/json");
    call(call.header("Content-Type", "application/x-ndjson; charset=latin1")).isProblem(415);
    for (var type : List.of("application/jsonl", "application/x-www-form-urlencoded")) {
      call(call.header("Content-Type", type)).hasStatus(200);
    }
    call(Call.post("/import?replace=yes", record("a"))).isInvalid("replace");
  }

  static String expiring(String line, String time) {
    return line.replace("\"body\"", "\"expiresAt\":\"" + time + "\",\"body\"");
  }
}
