package dev.cubby.bench;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/// Mixed requests to a running API. However many it sends, the data stays the same size. It counts
/// their statuses.
final class Traffic implements AutoCloseable {

  private static final int THINGS = 200;
  private static final String SMALL = "{\"theme\":\"dark\",\"volume\":7}";
  private static final String LARGE = "{\"text\":\"" + "x".repeat(50_000) + "\"}";

  /// @param aim how the status begins that at least one request must get
  private record Kind(String aim, String method, String route, String query, String body) {

    String name() {
      return method + " " + route + query;
    }
  }

  // As often as they stand here.
  private static final List<Kind> MIX =
      List.of(
          new Kind("2", "GET", "/records/{key}", "", ""),
          new Kind("2", "GET", "/records/{key}", "", ""),
          new Kind("2", "GET", "/records/{key}", "", ""),
          new Kind("2", "HEAD", "/records/{key}", "", ""),
          new Kind("2", "PUT", "/records/{key}", "?upsert=true", SMALL),
          new Kind("2", "PUT", "/records/{key}", "?upsert=true", SMALL),
          new Kind("2", "PUT", "/records/{key}", "?upsert=true&ttl=60", LARGE),
          new Kind("400", "PUT", "/records/{key}", "", "{"),
          new Kind("2", "POST", "/records/{key}", "", SMALL),
          new Kind("2", "PATCH", "/records/{key}", "", "{\"volume\":8}"),
          new Kind("2", "DELETE", "/records/{key}", "", ""),
          new Kind("2", "GET", "/records", "?limit=20", ""),
          new Kind("2", "GET", "/records/keys", "?limit=100&order=desc", ""),
          new Kind("400", "GET", "/records", "?limit=0", ""),
          new Kind("2", "GET", "/notes", "?limit=10", ""),
          new Kind("404", "GET", "/items/{id}", "", ""),
          new Kind("2", "PUT", "/collections/{name}/documents/{id}", "?upsert=true", SMALL),
          new Kind("2", "GET", "/collections/{name}/documents", "?index=byVolume&equals=[7]", ""),
          new Kind("2", "DELETE", "/collections/{name}/documents/{id}", "", ""),
          new Kind(
              "2",
              "POST",
              "/batch",
              "",
              """
              {"operations":[
                {"method":"PUT","path":"/records/{key}","ifNoneMatch":"*","query":{"ttl":"60"},"body":1},
                {"method":"PUT","path":"/collections/soak/documents/{id}","ifNoneMatch":"*","body":{}}]}
              """),
          new Kind("2", "GET", "/me", "", ""),
          new Kind("2", "GET", "/health", "", ""));

  private final String url;
  private final String key;
  private final JsonNode paths;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Set<String> unmet;
  private final Map<String, AtomicLong> statuses = new ConcurrentSkipListMap<>();
  private final Map<String, AtomicLong> undocumented = new ConcurrentSkipListMap<>();

  /// @param unmet kinds of requests, which it takes out as they get the status that they aim at
  Traffic(String url, String key, Set<String> unmet) throws IOException, InterruptedException {
    this.url = url;
    this.key = key;
    this.unmet = unmet;
    var mapper = new ObjectMapper();
    paths =
        mapper
            .readTree(
                client.send(request("GET", "/openapi.json", ""), BodyHandlers.ofString()).body())
            .path("paths");
    var declaration =
        "{\"schema\":{\"type\":\"object\"},\"indexes\":{\"byVolume\":{\"fields\":[\"/volume\"]}}}";
    client.send(request("PUT", "/collections/soak", declaration), BodyHandlers.discarding());
  }

  /// Returns all kinds of requests.
  static Set<String> kinds() {
    var kinds = ConcurrentHashMap.<String>newKeySet();
    MIX.forEach(kind -> kinds.add(kind.name()));
    return kinds;
  }

  /// Sends request `number`, the same each time.
  void send(long number) {
    var random = new Random(number);
    var kind = MIX.get(random.nextInt(MIX.size()));
    var thing = Integer.toString(random.nextInt(THINGS));
    var id = "01939b2e-5d0c-7000-8000-" + "0".repeat(12 - thing.length()) + thing;
    var path =
        kind.route()
            .replace("{key}", "soak-" + thing)
            .replace("{name}", "soak")
            .replace("{id}", id);
    var body = kind.body().replace("{key}", "soak-" + thing).replace("{id}", id);
    String status;
    try {
      var query = kind.query().replace("[", "%5B").replace("]", "%5D");
      var response =
          client.send(request(kind.method(), path + query, body), BodyHandlers.discarding());
      status = Integer.toString(response.statusCode());
    } catch (IOException e) {
      status = e.toString();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    statuses.computeIfAbsent(status, _ -> new AtomicLong()).incrementAndGet();
    if (status.startsWith(kind.aim())) {
      unmet.remove(kind.name());
    }
    if (!isDocumented(kind, status)) {
      undocumented
          .computeIfAbsent(kind.name() + " " + status, _ -> new AtomicLong())
          .incrementAndGet();
    }
  }

  // A 500 has its place in the document, but not here.
  private boolean isDocumented(Kind kind, String status) {
    return !status.equals("500")
        && paths
            .path(kind.route())
            .path(kind.method().toLowerCase(Locale.ROOT))
            .path("responses")
            .has(status);
  }

  /// How many responses had each status.
  String statuses() {
    return statuses.entrySet().stream()
        .map(status -> status.getKey() + " × " + status.getValue())
        .collect(joining(", "));
  }

  /// What no client should get, by request and status.
  Map<String, AtomicLong> undocumented() {
    return undocumented;
  }

  private HttpRequest request(String method, String target, String body) {
    return HttpRequest.newBuilder(URI.create(url + target))
        .header("x-api-key", key)
        .header(
            "Content-Type",
            method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
        .build();
  }

  @Override
  public void close() {
    client.close();
  }
}
