package dev.cubby.functions;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import dev.cubby.testing.OpenApi;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;

/// No user reaches what another has. Each operation of openapi.yaml is called by an intruder with
/// everything of the owner's that it has a parameter for; a parameter or body that is not known
/// here fails the test.
@Execution(CONCURRENT)
class IsolationIT {

  @RegisterExtension static final HttpApi api = HttpApi.shared();

  private static final OpenApi OPEN_API = OpenApi.read();

  private final TestKey owner = TestUser.create().key(READ, WRITE);
  private final TestKey intruder = TestUser.create().key(READ, WRITE);

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
          entry("createRecord", "{\"" + mark + "\":1}"),
          entry("updateRecord", "\"intruder\""),
          entry("patchRecord", "{\"intruder\":1}"),
          entry("writeRaw", "{\"data\":{\"" + mark + "\":1},\"name\":\"" + name + "\"}"),
          entry("expose", "{\"type\":\"latest\",\"name\":\"" + name + "\"}"));

  // By the name of a parameter, what an intruder may try.
  private final Map<String, Set<String>> values = new HashMap<>();
  // What an answer to an intruder must not hold.
  private final Set<String> secrets = new HashSet<>();

  @BeforeEach
  void createWhatTheOwnerHas() {
    // These say nothing of anybody.
    Stream.of("limit", "order", "from", "to", "ttl", "expiresAt")
        .forEach(parameter -> values.put(parameter, Set.of()));
    know("upsert", "true");
    know("file", "docs.css");
    know("email", name + "@example.com");
    know("userId", owner.caller().userId());
    know("keyId", owner.caller().keyId());
    know("key", name);
    know("prefix", name);
    know("title", name);
    know("name", name);
    know("If-None-Match", "*");
    // Two of each, so that lists have a next page.
    for (int i = 0; i < 2; i++) {
      own("/items", "createItem", "id");
      own("/notes", "createNote", "id");
      own("/records/" + name + (i == 0 ? "" : i), "createRecord", "");
      own("/source/write_raw", "writeRaw", "");
    }
    Stream.of("/items?", "/notes?", "/notes?title=" + name + "&", "/records?", "/records/keys?")
        .forEach(list ->
            know("cursor", call(Call.get(list + "limit=1"), owner).json().path("next").asText()));
    values.values().forEach(secrets::addAll);
    secrets.add(mark);
    secrets.removeAll(Set.of("*", "true", "docs.css"));
  }

  @Test
  void intruder_getsNothingOfTheOwners() {
    var before = whatTheOwnerReads();

    // An intruder has data of their own after a write.
    operations(false).forEach(operation -> intrude(operation, intruder));
    operations(true).forEach(operation -> intrude(operation, intruder));

    assertThat(whatTheOwnerReads()).isEqualTo(before);
    assertThat(before)
        .hasSize(10)
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

  private void intrude(Operation operation, TestKey caller) {
    for (var attempt : operation.attempts(values)) {
      var request = attempt.target() + attempt.headers() + bodies.get(operation.id());
      var answer = call(attempt.call(operation, body(operation)), caller);

      assertThat(answer.headers() + answer.body())
          .as("%s %s %s", operation.method(), attempt, answer.status())
          .doesNotContain(secrets.stream().filter(secret -> !request.contains(secret)).toList());
      if (operation.role().equals("admin")) {
        answer.hasStatus(403);
      }
      if (answer.status() < 300 && answer.body().contains("\"items\"")) {
        assertThat(answer.json().path("items")).isEmpty();
      }
      if (operation.path().contains("{id}")) {
        assertThat(answer.status()).as("%s %s", operation.method(), attempt).isIn(400, 404);
      }
    }
  }

  private @Nullable String body(Operation operation) {
    if (!operation.hasBody()) {
      return null;
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
    secrets.add(created.json().at("/data/id").asText(mark));
  }

  private List<String> whatTheOwnerReads() {
    var reads = new ArrayList<Call>();
    for (var id : requireNonNull(values.get("id"))) {
      reads.add(Call.get("/items/" + id));
      reads.add(Call.get("/notes/" + id));
    }
    reads.add(Call.get("/records/" + name));
    Stream.of("/items", "/notes", "/records", "/records/keys").map(Call::get).forEach(reads::add);
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

  private static List<Operation> operations(boolean writing) {
    var operations = new ArrayList<Operation>();
    OPEN_API
        .document()
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue().properties().stream()
                .filter(method -> !method.getKey().equals("parameters"))
                .map(method -> Operation.of(path.getKey(), path.getValue(), method.getKey()))
                .filter(operation -> operation.role().equals("write") == writing)
                .forEach(operations::add));
    assertThat(operations).isNotEmpty();
    return operations;
  }

  /// A parameter that openapi.yaml describes.
  private record Parameter(String name, String in, boolean required) {

    static Parameter of(JsonNode described) {
      var reference = described.path("$ref").asText();
      var parameter =
          reference.isEmpty() ? described : OPEN_API.document().at(reference.substring(1));
      return new Parameter(
          parameter.path("name").asText(),
          parameter.path("in").asText(),
          parameter.path("required").asBoolean());
    }
  }

  /// What an intruder sends with an operation.
  private record Attempt(String target, Map<String, String> headers) {

    Attempt with(Parameter parameter, String value) {
      var encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
      return switch (parameter.in()) {
        case "path" -> new Attempt(target.replace("{" + parameter.name() + "}", encoded), headers);
        case "query" ->
            new Attempt(
                target + (target.contains("?") ? "&" : "?") + parameter.name() + "=" + encoded,
                headers);
        default -> {
          var all = new HashMap<>(headers);
          all.put(parameter.name(), value);
          yield new Attempt(target, all);
        }
      };
    }

    Call call(Operation operation, @Nullable String body) {
      var call =
          body == null
              ? Call.get(target)
              : operation.method().equals("PATCH")
                  ? Call.patch(target, body)
                  : Call.post(target, body);
      var all = new HashMap<>(call.headers());
      all.putAll(headers);
      return new Call(operation.method(), target, all, body, StandardCharsets.UTF_8, null);
    }
  }

  /// An operation that openapi.yaml describes.
  private record Operation(
      String id,
      String method,
      String path,
      String role,
      boolean hasBody,
      List<Parameter> parameters) {

    static Operation of(String path, JsonNode methods, String method) {
      var described = methods.path(method);
      var role =
          Stream.of("admin", "write", "read")
              .filter(name ->
                  described
                      .path("description")
                      .asText()
                      .replaceAll("\\s+", " ")
                      .contains("Requires the role `" + name + "`."))
              .findFirst()
              .orElse("");
      return new Operation(
          described.path("operationId").asText(),
          method.toUpperCase(Locale.ROOT),
          path,
          role,
          described.has("requestBody"),
          Stream.of(methods, described)
              .flatMap(at -> at.path("parameters").valueStream())
              .map(Parameter::of)
              .toList());
    }

    /// With all that is required, once as it is, and once for each value of each other parameter,
    /// and of each two of them.
    List<Attempt> attempts(Map<String, Set<String>> values) {
      var attempts = List.of(new Attempt(path, Map.of()));
      for (var parameter : parameters) {
        assertThat(values)
            .as("what can be tried as %s of %s", parameter.name(), id)
            .containsKey(parameter.name());
        var more =
            attempts.stream()
                .flatMap(attempt ->
                    requireNonNull(values.get(parameter.name())).stream()
                        .map(value -> attempt.with(parameter, value)));
        attempts =
            (parameter.required() ? more : Stream.concat(attempts.stream(), more))
                .filter(attempt ->
                    attempt.headers().size() + attempt.target().split("[?&]").length <= 3)
                .toList();
      }
      return attempts;
    }
  }
}
