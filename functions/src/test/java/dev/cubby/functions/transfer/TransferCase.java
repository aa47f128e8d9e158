package dev.cubby.functions.transfer;

import static dev.cubby.shared.auth.Role.ADMIN;
import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What the owner of things does, for tests of exports and imports. They may share a table: each
/// test has users of its own.
abstract class TransferCase {

  final TestKey owner = TestUser.create().key(READ, WRITE);
  final TestKey other = TestUser.create().key(READ, WRITE);
  final TestKey admin = TestUser.create().keyOnPlan("admin", ADMIN);

  abstract Api api();

  final Answer call(Call call) {
    return api().call(call.as(owner));
  }

  /// All lines of an export, page by page.
  final List<String> export(TestKey key) {
    return export("/export", key);
  }

  final List<String> export(String path, TestKey key) {
    var lines = new ArrayList<String>();
    pages(path, key).forEach(page -> page.body().lines().forEach(lines::add));
    return lines;
  }

  final List<Answer> pages(String path, TestKey key) {
    var pages = new ArrayList<Answer>();
    for (var target = path; !target.isEmpty(); target = next(pages.getLast())) {
      pages.add(api().call(Call.get(target).as(key)).hasStatus(200));
    }
    return pages;
  }

  /// The address in a page's `Link`; empty without one.
  static String next(Answer page) {
    return page.headers().getOrDefault("Link", "<>; rel=\"next\"").replaceAll("^<|>;.*$", "");
  }

  final Answer send(String query, List<String> lines, TestKey key) {
    var body = String.join("\n", lines) + "\n";
    return api()
        .call(
            Call.post("/import" + query, body)
                .header("Content-Type", "application/x-ndjson")
                .as(key));
  }

  /// Imports lines for the owner.
  final Answer send(String... lines) {
    return send("", List.of(lines), owner).hasStatus(200);
  }

  /// Imports new lines for the owner, and sends again what time or DynamoDB did not suffice for.
  final void importAll(List<String> lines) {
    var left = lines;
    while (!left.isEmpty()) {
      var sent = left;
      var outcomes = outcomes(send("", sent, owner).hasStatus(200));
      assertThat(outcomes).hasSameSizeAs(sent).isSubsetOf("created", "unavailable", "skipped");
      left =
          IntStream.range(0, sent.size())
              .filter(i -> outcomes.get(i).equals("unavailable"))
              .mapToObj(sent::get)
              .toList();
    }
  }

  static List<String> outcomes(Answer answer) {
    return answer
        .json()
        .path("results")
        .valueStream()
        .map(result -> result.path("outcome").asText())
        .toList();
  }

  /// The line of a record with the value 1.
  static String record(String key) {
    return record(key, "1", 1);
  }

  /// The line of a record with a value that needs no escapes.
  static String record(String key, String value, int version) {
    return """
    {"kind":"record","key":"%s","version":%d,"etag":"\\"AAAAAAAAAAAA.%d\\"",\
    "createdAt":"2026-01-05T09:31:00Z","updatedAt":"2026-01-05T09:52:00.123Z","body":"%s"}\
    """
        .formatted(key, version, version, value);
  }

  /// Makes a note, a replaced record that expires, and an item. Returns their paths.
  final List<String> createThings() {
    call(Call.post("/records/a", "1")).hasStatus(201);
    call(Call.put("/records/a?ttl=600", " {\"a\": 1.0} ")).hasStatus(200);
    return Stream.of(
            "/records/a",
            path("/notes", "{\"title\":\"Groceries\",\"content\":\"Bread\\n\\ufffd\"}"),
            path("/items", "{\"name\":\"Lamp\"}"))
        .toList();
  }

  private String path(String list, String body) {
    return list + "/" + call(Call.post(list, body)).hasStatus(201).json().path("id").asText();
  }

  /// What `key` reads of things and of all lists.
  final List<String> reads(List<String> paths, TestKey key) {
    return Stream.concat(
            paths.stream(),
            Stream.of("/records", "/records/keys", "/notes", "/notes?title=groc", "/items"))
        .map(path -> api().call(Call.get(path).as(key)).hasStatus(200))
        .map(answer -> answer.headers().getOrDefault("ETag", "") + answer.body())
        .toList();
  }
}
