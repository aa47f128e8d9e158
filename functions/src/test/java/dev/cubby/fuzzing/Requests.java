package dev.cubby.fuzzing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.OpenApi;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Requests that a seed and the answers to earlier ones determine.
final class Requests {

  /// A request to an operation of openapi.yaml. It has an API key, or this text instead.
  record Request(String operationId, String path, Call call, String key) {}

  private record Operation(
      String id, String method, String path, List<JsonNode> parameters, JsonNode content) {}

  private static final JsonMapper MAPPER = new JsonMapper();

  private static final List<Map.Entry<String, String>> HEADERS =
      List.of(
          Map.entry("Accept", "text/html"),
          Map.entry("Accept-Encoding", "gzip, br"),
          Map.entry("Accept-Language", "x".repeat(3_000)),
          Map.entry("Content-Encoding", "gzip"),
          Map.entry("Cookie", "a=b"),
          Map.entry("Forwarded", "for=\"[::1]\""),
          Map.entry("If-Modified-Since", "Sat, 29 Oct 1994 19:43:31 GMT"),
          Map.entry("If-Range", "\"a\""),
          Map.entry("Origin", "null"),
          Map.entry("Range", "bytes=0-1"),
          Map.entry("traceparent", "00-" + "f".repeat(32) + "-" + "f".repeat(16) + "-01"),
          Map.entry("X-Amzn-Trace-Id", "Root=1-0-0"),
          Map.entry("X-HTTP-Method-Override", "DELETE"),
          Map.entry("X-Request-Id", "mine"));

  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/json; charset=utf-8",
          "APPLICATION/JSON;charset=\"UTF-8\"",
          "application/json; charset=latin1",
          "application/merge-patch+json",
          "application/json-patch+json",
          "application/x-ndjson",
          "text/plain",
          "*/*",
          ";");

  private static final Pattern LINK = Pattern.compile(" (?:href|src)=\"/?([^\"#?:]+)\"");

  private final JsonNode document;
  private final Texts texts;
  private final Known known;
  private final SchemaTexts schemas;
  private final List<Operation> operations;
  private final Set<String> things;

  Requests(OpenApi openApi, long seed) {
    document = openApi.document();
    texts = new Texts(new SplittableRandom(seed));
    known = new Known(texts);
    schemas = new SchemaTexts(document, texts, known);
    operations = document.path("paths").propertyStream().flatMap(this::operations).toList();
    things =
        operations.stream()
            .map(Requests::thing)
            .filter(thing -> !thing.isEmpty())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Stream.of(
            "{}",
            "{\"type\":\"object\"}",
            "{\"properties\":{\"n\":{\"type\":\"number\",\"multipleOf\":0.01}},\"required\":[\"n\"]}",
            "{\"additionalProperties\":{\"type\":[\"string\",\"null\"],\"maxLength\":3}}")
        .forEach(schema -> known.add("schema", schema));
    Stream.of("/n", "-/s", "/a/b", "/~1~0").forEach(field -> known.add("fields", field));
    known.add("docs.file", "docs.js");
  }

  /// The ids of all operations.
  List<String> operationIds() {
    return operations.stream().map(Operation::id).toList();
  }

  Request next() {
    known.add("email", "u" + texts.below(1_000_000_000) + "@example.com");
    if (texts.oneIn(10)) {
      known.add("path", "/records/r" + texts.below(1_000));
    }
    var operation = texts.oneOf(operations);
    var target = new StringBuilder(path(operation));
    var headers = new HashMap<String, String>();
    for (var parameter : operation.parameters()) {
      var name = parameter.path("name").asText();
      if (parameter.path("in").asText().equals("query") && texts.oneIn(4)) {
        append(target, name, value(name, parameter.path("schema")));
      } else if (parameter.path("in").asText().equals("header") && texts.oneIn(4)) {
        headers.put(name, header(name, parameter.path("schema")));
      }
    }
    if (texts.oneIn(60)) {
      append(target, texts.oneOf(List.of("limit", "x", "", "%", "[]")), "1");
    }
    if (texts.oneIn(10)) {
      var other = texts.oneOf(HEADERS);
      headers.put(other.getKey(), other.getValue());
    }
    var body = operation.content().isEmpty() ? null : body(operation, headers);
    var call = new Call(operation.method(), target.toString(), headers, body, UTF_8, null);
    return new Request(operation.id(), operation.path(), call, key());
  }

  /// Learns what the `answer` shows.
  void learn(Request request, Answer answer) {
    known.learn(request.path(), answer);
    var target = request.call().target().split("\\?", 2)[0];
    boolean isDone = answer.status() / 100 == 2;
    if (answer.status() == 401) {
      known.forget(request.key());
    } else if (answer.status() == 404 || (isDone && request.call().method().equals("DELETE"))) {
      known.forget(target);
    } else if (isDone) {
      learn(answer.headers().getOrDefault("Location", target));
      if (answer.headers().getOrDefault("Content-Type", "").startsWith("text/html")) {
        LINK.matcher(answer.body()).results().forEach(link -> learn("/" + link.group(1)));
      }
    }
  }

  /// Learns that the things on the way to `path` are there.
  void learn(String path) {
    if (document.path("paths").has(path)) {
      return;
    }
    known.add("path", path);
    for (var thing : things) {
      var pattern = "(" + thing.replaceAll("\\{[^}]+}", "[^/]+") + ")(/.*)?";
      if (path.matches(pattern)) {
        known.add(thing, path.replaceFirst(pattern, "$1"));
      }
    }
  }

  // The path up to its last parameter; empty if it has none.
  private static String thing(Operation operation) {
    return operation.path().substring(0, operation.path().lastIndexOf('}') + 1);
  }

  // Empty for the client's own.
  private String key() {
    if (texts.oneIn(20)) {
      return known.valueOf("apiKey").orElse("");
    }
    return texts.oneIn(50)
        ? texts.oneOf(List.of("cubby_" + "a".repeat(43), "x", "a b", "~".repeat(200)))
        : "";
  }

  private String path(Operation operation) {
    var thing = thing(operation);
    var there = known.valueOf(thing);
    if (there.isPresent() && !texts.oneIn(3)) {
      return there.get() + operation.path().substring(thing.length());
    }
    var path = operation.path();
    for (var parameter : operation.parameters()) {
      if (parameter.path("in").asText().equals("path")) {
        var name = parameter.path("name").asText();
        var value = known.valueOf(path.split("/", 3)[1] + "." + name);
        var segment =
            value.isPresent() && !texts.oneIn(5)
                ? value.get()
                : value(name, parameter.path("schema"));
        path = path.replace("{" + name + "}", segment.isEmpty() ? "%00" : encoded(segment));
      }
    }
    return path;
  }

  private void append(StringBuilder target, String name, String value) {
    target.append(target.indexOf("?") < 0 ? '?' : '&');
    target.append(encoded(name)).append('=').append(encoded(value));
  }

  // The text of a string, or the JSON of anything else. URLs of API Gateway have a limit.
  private String value(String name, JsonNode schema) {
    var json = schemas.text(name, schema);
    var text = json;
    if (json.startsWith("\"")) {
      try {
        text = MAPPER.readTree(json).asText();
      } catch (JsonProcessingException _) {
        // A mutation.
      }
    }
    return text.substring(0, Math.min(text.length(), 1_500));
  }

  private String header(String name, JsonNode schema) {
    var value =
        switch (name) {
          case "Idempotency-Key" -> texts.oneIn(3) ? "k" + texts.below(20) : value(name, schema);
          default ->
              texts.oneIn(4)
                  ? texts.oneOf(
                      List.of("*", "W/\"a\"", "\"a\", \"b.1\"", "", ",", "\"" + "a".repeat(3_000)))
                  : known.valueOf("etag").orElseGet(() -> value(name, schema));
        };
    return value.replaceAll("[^ -~]", "?").strip();
  }

  private String body(Operation operation, Map<String, String> headers) {
    var types = new ArrayList<String>();
    operation.content().fieldNames().forEachRemaining(types::add);
    var type = texts.oneOf(types);
    headers.put("Content-Type", texts.oneIn(30) ? texts.oneOf(TYPES) : type);
    if (texts.oneIn(40)) {
      return texts.broken();
    }
    return type.equals("application/x-ndjson")
        ? IntStream.range(0, texts.oneIn(30) ? 101 : 1 + texts.below(4))
            .mapToObj(_ -> line())
            .collect(Collectors.joining("\n"))
        : schemas.text("", operation.content().path(type).path("schema"));
  }

  private String line() {
    return texts.oneIn(2)
        ? known.valueOf("line").orElse("{}")
        : schemas.text("", document.at("/components/schemas/ExportLine"));
  }

  private Stream<Operation> operations(Map.Entry<String, JsonNode> path) {
    return path.getValue()
        .propertyStream()
        .filter(method -> !method.getKey().equals("parameters"))
        .map(method -> {
          var described = method.getValue();
          return new Operation(
              described.path("operationId").asText(),
              method.getKey().toUpperCase(Locale.ROOT),
              path.getKey(),
              Stream.of(path.getValue(), described)
                  .flatMap(at -> at.path("parameters").valueStream())
                  .map(this::resolved)
                  .toList(),
              resolved(described.path("requestBody")).path("content"));
        });
  }

  private JsonNode resolved(JsonNode at) {
    var reference = at.path("$ref").asText();
    return reference.isEmpty() ? at : document.at(reference.substring(1));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
