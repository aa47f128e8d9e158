package dev.cubby.histories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cubby.histories.Operation.Kind;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Batches;
import dev.cubby.testing.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Sends operations to the API and records how they end.
final class Recorder {

  /// What a client asks for.
  ///
  /// @param once whether to send an `Idempotency-Key`, and to repeat the request until it is
  ///   answered
  record Request(Kind kind, boolean once, List<Part> parts) {}

  /// So many 503s in a row, each after three attempts, do not happen by chance.
  private static final int MAX_TRIES = 100;

  private final long origin = System.nanoTime();
  private final Queue<Operation> recorded = new ConcurrentLinkedQueue<>();

  History history() {
    return new History(List.copyOf(recorded));
  }

  /// Sends `request` as operation `id` of `client`, which calls `api`.
  Operation send(int id, int client, Request request, Function<Call, Answer> api) {
    var kind = request.kind();
    boolean once = request.once();
    var parts = request.parts();
    var call = call(kind, parts);
    if (once) {
      call = call.header("Idempotency-Key", "operation-" + id);
    }
    long start = System.nanoTime() - origin;
    var answer = api.apply(call);
    for (int i = 1; once && i < MAX_TRIES && answer.status() == 503; i++) {
      answer = api.apply(call);
    }
    long end = System.nanoTime() - origin;
    var operation =
        new Operation(
            id, client, start, end, kind, once, answer.status(), ended(kind, parts, answer));
    recorded.add(operation);
    return operation;
  }

  private static Call call(Kind kind, List<Part> parts) {
    var first = parts.getFirst();
    return switch (kind) {
      case SINGLE -> single(first);
      case BATCH -> Batches.of(parts.stream().map(Recorder::inBatch).toArray(String[]::new));
      case SNAPSHOT ->
          Call.get(
              parts.stream()
                  .map(part -> "key=" + part.key())
                  .collect(Collectors.joining("&", "/records?", "")));
      case LIST -> Call.get("/records?prefix=" + prefix(first));
      case KEYS -> Call.get("/records/keys?prefix=" + prefix(first));
    };
  }

  private static String prefix(Part part) {
    return part.key().substring(0, part.key().indexOf('-') + 1);
  }

  private static Call single(Part part) {
    var path = "/records/" + part.key();
    var body = body(part);
    var call =
        switch (part.action()) {
          case READ -> Call.get(path);
          case CREATE -> Call.post(path, body);
          case CREATE_IF_ABSENT -> Call.put(path, body).header("If-None-Match", "*");
          case REPLACE -> Call.put(path, body);
          case UPSERT -> Call.put(path + "?upsert=true", body);
          case INCREMENT ->
              Call.operations(
                  path,
                  "{\"op\":\"increment\",\"path\":\"/n\",\"value\":%d}".formatted(part.value()));
          case DELETE -> Call.delete(path);
        };
    return part.ifMatch().isEmpty() ? call : call.header("If-Match", part.ifMatch());
  }

  private static String inBatch(Part part) {
    var path = "/records/" + part.key();
    return switch (part.action()) {
      case CREATE -> Batches.post(path, body(part));
      case CREATE_IF_ABSENT -> Batches.putNew(path, body(part));
      case REPLACE -> Batches.put(path, part.ifMatch(), body(part));
      case DELETE -> Batches.delete(path, part.ifMatch());
      case READ, UPSERT, INCREMENT -> throw new IllegalArgumentException(part.toString());
    };
  }

  private static String body(Part part) {
    return "{\"n\":%d}".formatted(part.value());
  }

  private static List<Part> ended(Kind kind, List<Part> parts, Answer answer) {
    return switch (answer.status()) {
      case 200, 201, 204, 404, 409, 412 ->
          switch (kind) {
            case SINGLE -> List.of(single(parts.getFirst(), answer));
            case BATCH -> batch(parts, answer);
            case SNAPSHOT, LIST, KEYS -> list(parts, answer);
          };
      case 503, 504 -> parts;
      default -> throw new AssertionError(parts + " returned " + answer);
    };
  }

  private static Part single(Part part, Answer answer) {
    var etag = answer.headers().getOrDefault("ETag", "");
    return part.action() == Action.READ && answer.status() == 200
        ? part.read(answer.json().path("n").asLong(), etag)
        : part.ended(answer.status(), etag);
  }

  private static List<Part> batch(List<Part> parts, Answer answer) {
    var ended = new ArrayList<>(parts);
    if (answer.status() == 200) {
      var results = answer.json().path("results");
      ended.replaceAll(part -> ended(part, results.path(parts.indexOf(part))));
    } else {
      for (var failure : answer.hasStatus(409).json().path("operations")) {
        int index = failure.path("index").asInt();
        ended.set(index, ended(parts.get(index), failure));
      }
    }
    return ended;
  }

  private static Part ended(Part part, JsonNode result) {
    return part.ended(result.path("status").asInt(), result.path("etag").asText());
  }

  private static List<Part> list(List<Part> parts, Answer answer) {
    var shown = new LinkedHashMap<String, JsonNode>();
    for (var item : answer.hasStatus(200).json().path("items")) {
      var key = item.isTextual() ? item.asText() : item.path("key").asText();
      assertThat(shown.put(key, item)).as(answer.body()).isNull();
    }
    assertThat(parts).extracting(Part::key).containsAll(shown.keySet());
    return parts.stream()
        .map(part ->
            shown.containsKey(part.key()) ? read(part, shown.get(part.key())) : part.ended(404, ""))
        .toList();
  }

  private static Part read(Part part, JsonNode item) {
    return part.read(item.path("value").path("n").asLong(), item.path("etag").asText());
  }
}
