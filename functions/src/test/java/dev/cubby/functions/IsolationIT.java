package dev.cubby.functions;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;

/// No user reaches what another has. Each operation of openapi.yaml is called by an intruder with
/// everything of the owner's that it has a parameter for; a parameter or body that is not known
/// here fails the test.
@Execution(CONCURRENT)
@Order(2) // It takes longest.
class IsolationIT {

  @RegisterExtension static final HttpApi api = HttpApi.shared();

  private final TestKey owner = TestUser.create().key(READ, WRITE);
  private final TestKey intruder = TestUser.create().key(READ, WRITE);

  private static final String DECLARATION =
      "{\"schema\":{},\"indexes\":{\"byMark\":{\"fields\":[\"/mark\"]}}}";

  // In all that the owner stores, and in all its names.
  private final String mark = "of-the-owner-" + UUID.randomUUID();
  private final String name = "named-by-the-owner-" + UUID.randomUUID();
  private final Map<String, String> bodies =
      Map.ofEntries(
          entry("createItem", "{\"name\":\"" + mark + "\"}"),
          entry("updateItem", "{\"name\":\"intruder\"}"),
          entry("patchItem", "{\"name\":\"intruder\"}"),
          entry("createNote", "{\"title\":\"" + name + "\",\"content\":\"" + mark + "\"}"),
          entry("updateNote", "{\"title\":\"intruder\"}"),
          entry("patchNote", "{\"title\":\"intruder\"}"),
          entry("putCollection", DECLARATION),
          entry("checkDocuments", "{}"),
          entry("createDocument", "{\"mark\":\"" + mark + "\"}"),
          entry("updateDocument", "{\"mark\":\"intruder\"}"),
          entry("patchDocument", "{\"mark\":\"intruder\"}"),
          entry("createRecord", "{\"" + mark + "\":1}"),
          entry("updateRecord", "\"intruder\""),
          entry("patchRecord", "{\"intruder\":1}"),
          entry(
              "writeImport",
              """
              {"userId":"%s","kind":"record","key":"%s","version":1,"etag":"\\"AAAAAAAAAAAA.1\\"",\
              "createdAt":0,"updatedAt":0,"body":"1"}\
              """
                  .formatted(owner.caller().userId(), name)),
          entry("writeRaw", "{\"data\":{\"" + mark + "\":1},\"name\":\"" + name + "\"}"),
          entry("expose", "{\"type\":\"latest\",\"name\":\"" + name + "\"}"));

  // The operations that replace and delete what the owner has.
  private final List<String> batch = new ArrayList<>();

  // By the name of a parameter, what an intruder may try.
  private final Map<String, Set<String>> values = new HashMap<>();
  // What an answer to an intruder must not hold.
  private final Set<String> secrets = new HashSet<>();

  @BeforeEach
  void createWhatTheOwnerHas() {
    // These say nothing of anybody.
    Stream.of(
            "limit",
            "order",
            "from",
            "to",
            "ttl",
            "expiresAt",
            "gte",
            "gt",
            "lte",
            "lt",
            "fields",
            "count",
            "explain")
        .forEach(parameter -> values.put(parameter, Set.of()));
    know("upsert", "true");
    know("replace", "true");
    know("file", "docs.css");
    know("version", "AAAAAAAAAAAA");
    know("email", name + "@example.com");
    know("userId", owner.caller().userId());
    know("keyId", owner.caller().keyId());
    know("key", name);
    know("prefix", name);
    know("title", name);
    know("name", name);
    know("If-None-Match", "*");
    know("documents", "delete");
    know("index", "byMark");
    know("equals", "[\"" + mark + "\"]");
    var collection = "/collections/" + name;
    know("If-Match", call(Call.put(collection, DECLARATION), owner).hasStatus(201).etag());
    // Two of each, so that lists have a next page.
    for (int i = 0; i < 2; i++) {
      own("/items", "createItem", "id");
      own("/notes", "createNote", "id");
      own(collection + "/documents", "createDocument", "id");
      own("/records/" + name + (i == 0 ? "" : i), "createRecord", "");
      own("/source/write_raw", "writeRaw", "");
    }
    Stream.of(
            "/items?",
            "/notes?",
            "/notes?title=" + name + "&",
            "/records?",
            "/records/keys?",
            "/sources?",
            collection + "/documents?",
            collection + "/documents?index=byMark&")
        .forEach(list ->
            know("cursor", call(Call.get(list + "limit=1"), owner).json().path("next").asText()));
    var export = call(Call.get("/export"), owner);
    while (export.headers().containsKey("Link")) {
      var cursor = export.header("Link").replaceAll("^.*cursor=|>.*$", "");
      know("cursor", cursor);
      export = call(Call.get("/export?cursor=" + cursor), owner);
    }
    values.values().forEach(secrets::addAll);
    secrets.add(mark);
    secrets.removeAll(Set.of("*", "true", "docs.css", "AAAAAAAAAAAA", "delete", "byMark"));
  }

  @Test
  void intruder_getsNothingOfTheOwners() {
    var before = whatTheOwnerReads();

    // An intruder has data of their own after a write.
    operations(false).forEach(operation -> intrude(operation, intruder));
    operations(true).forEach(operation -> intrude(operation, intruder));

    assertThat(whatTheOwnerReads()).isEqualTo(before);
    assertThat(before)
        .hasSize(16)
        .allSatisfy(answer -> assertThat(answer).containsAnyOf(mark, name));
  }

  @Test
  void ownerInPlaceOfAnIntruder_isFoundOut() {
    operations(false).stream()
        .filter(operation -> operation.role().equals("read") && !operation.method().equals("HEAD"))
        .forEach(operation ->
            assertThatThrownBy(() -> intrude(operation, owner))
                .as(operation.id())
                .isInstanceOf(AssertionError.class));
  }

  private void intrude(DescribedOperation operation, TestKey caller) {
    for (var attempt : operation.attempts(values)) {
      var body = body(operation);
      var request = attempt.target() + attempt.headers() + body;
      var answer = call(attempt.call(operation, body), caller);

      assertThat(answer.headers() + answer.body())
          .as("%s %s %s", operation.method(), attempt, answer.status())
          .doesNotContain(secrets.stream().filter(secret -> !request.contains(secret)).toList());
      if (operation.role().equals("admin")) {
        answer.hasStatus(403);
      }
      if (answer.status() < 300 && answer.body().contains("\"items\"")) {
        assertThat(answer.json().path("items")).isEmpty();
      }
      if (operation.id().equals("writeBatch")) {
        assertThat(answer.isProblem(409).json().path("operations").findValuesAsText("status"))
            .hasSize(batch.size())
            .containsOnly("404");
      }
      if (operation.id().equals("writeImport")) {
        assertThat(answer.hasStatus(200).json().at("/results").findValuesAsText("outcome"))
            .containsExactly("invalid");
      }
      // An intruder may have a collection of the same name by now.
      if (operation.path().contains("{id}") && !attempt.target().contains("upsert")) {
        assertThat(answer.status()).as("%s %s", operation.method(), attempt).isIn(400, 404);
      }
    }
  }

  private @Nullable String body(DescribedOperation operation) {
    if (!operation.hasBody()) {
      return null;
    }
    if (operation.id().equals("writeBatch")) {
      return "{\"operations\":[" + String.join(",", batch) + "]}";
    }
    return operation.role().equals("admin")
        ? "{}"
        : requireNonNull(bodies.get(operation.id()), "no body for " + operation.id());
  }

  private void own(String path, String operationId, String idField) {
    var key = UUID.randomUUID().toString();
    know("Idempotency-Key", key);
    var created =
        call(
            Call.post(path, requireNonNull(bodies.get(operationId))).header("Idempotency-Key", key),
            owner);
    assertThat(created.status()).isIn(200, 201);
    if (created.headers().containsKey("ETag")) {
      know("If-Match", created.etag());
      know("If-None-Match", created.etag());
    }
    if (!idField.isEmpty()) {
      know("id", created.json().path(idField).asText());
    }
    // A batch on an unknown collection returns 400.
    if (created.status() == 201 && !path.startsWith("/collections")) {
      var thing = idField.isEmpty() ? path : path + "/" + created.json().path(idField).asText();
      var method = batch.size() % 2 == 0 ? "DELETE" : "PUT";
      var body = "\"body\":" + bodies.get(operationId.replace("create", "update"));
      batch.add(
          "{\"method\":\"%s\",\"path\":\"%s\",\"ifMatch\":\"%s\"%s}"
              .formatted(
                  method,
                  thing,
                  created.etag().replace("\"", "\\\""),
                  method.equals("PUT") ? "," + body : ""));
    }
    secrets.add(created.json().at("/data/id").asText(mark));
  }

  private List<String> whatTheOwnerReads() {
    var reads = new ArrayList<Call>();
    for (var id : requireNonNull(values.get("id"))) {
      reads.add(Call.get("/items/" + id));
      reads.add(Call.get("/notes/" + id));
      reads.add(Call.get("/collections/" + name + "/documents/" + id));
    }
    reads.add(Call.get("/records/" + name));
    Stream.of(
            "/items",
            "/notes",
            "/records",
            "/records/keys",
            "/export",
            "/sources",
            "/collections/" + name,
            "/collections/" + name + "/documents")
        .map(Call::get)
        .forEach(reads::add);
    reads.add(Call.post("/source/expose", requireNonNull(bodies.get("expose"))));
    return reads.stream()
        .map(read -> call(read, owner))
        .filter(answer -> answer.status() == 200)
        .map(answer -> answer.headers().getOrDefault("ETag", "") + answer.body())
        .toList();
  }

  private void know(String parameter, String value) {
    values.computeIfAbsent(parameter, _ -> new HashSet<>()).add(value);
  }

  private static Answer call(Call call, TestKey key) {
    return api.call(call.as(key));
  }

  private static List<DescribedOperation> operations(boolean writing) {
    var operations =
        DescribedOperation.all().stream()
            .filter(operation -> operation.role().equals("write") == writing)
            .toList();
    assertThat(operations).isNotEmpty();
    return operations;
  }
}
