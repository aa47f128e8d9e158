package dev.cubby.functions;

import static dev.cubby.shared.auth.Role.ADMIN;
import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.cubby.shared.auth.ApiKey;
import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What lists of weaknesses ask of any API, over HTTP, where no resource's own test shows it ([the
/// lists](src/test/resources/security.md)).
class SecurityIT {

  @RegisterExtension static final HttpApi api = HttpApi.shared();

  private static final Set<String> PUBLIC =
      Set.of(
          "/console",
          "/console/{version}/{file}",
          "/docs",
          "/docs/{file}",
          "/health",
          "/openapi.json");

  // Those whose body is any JSON, a patch, or lines.
  private static final Set<String> OF_ANY_BODY =
      Set.of(
          "createRecord",
          "updateRecord",
          "patchRecord",
          "createDocument",
          "updateDocument",
          "patchDocument",
          "patchItem",
          "patchNote",
          "writeImport");

  private final TestKey caller = TestUser.create().key(READ, WRITE, ADMIN);

  static Stream<DescribedOperation> operationsWithKnownFields() {
    return DescribedOperation.all().stream()
        .filter(operation -> operation.hasBody() && !OF_ANY_BODY.contains(operation.id()));
  }

  @ParameterizedTest
  @MethodSource("operationsWithKnownFields")
  void unknownField_isNamed(DescribedOperation operation) {
    if (operation.path().startsWith("/collections/{name}/")) {
      api.call(Call.put("/collections/a", "{\"schema\":{}}").as(caller)).hasStatus(201);
    }
    var body = "{\"userId\":\"" + UUID.randomUUID() + "\",\"incarnation\":\"a\"}";

    var answer = api.call(attempt(operation).call(operation, body).as(caller));

    assertThat(answer.isProblem(400).json().path("errors").findValuesAsText("field"))
        .contains("userId", "incarnation");
  }

  @Test
  void anyOperationWithoutAKeyInTheHeader_is401() {
    var secret = caller.key().secret();
    var operations =
        DescribedOperation.all().stream()
            .filter(operation -> !PUBLIC.contains(operation.path()))
            .toList();

    assertThat(operations)
        .hasSizeGreaterThan(50)
        .allSatisfy(operation -> {
          var target = attempt(operation).target();
          for (var query : List.of("", "?x-api-key=" + secret, "?api_key=" + secret)) {
            api.send(plain(operation.method(), target + query), null).hasStatus(401);
          }
        });
  }

  @Test
  void keysThatAreRefused_areToldApartByNothing() {
    assertThat(
            Stream.of("", "short", ApiKey.generate().secret(), caller.key().secret() + "x")
                .map(key -> api.send(Call.get("/records"), key).isProblem(401).json())
                .map(problem ->
                    ((ObjectNode) problem).without(List.of("instance", "requestId")).toString())
                .distinct())
        .hasSize(1);
  }

  @Test
  void headersOfIntermediaries_changeNothing() {
    var forged =
        Map.of(
            "X-Forwarded-For", "203.0.113.9",
            "X-Forwarded-Host", "evil.example",
            "X-Original-URL", "/users",
            "X-User-Id", UUID.randomUUID().toString(),
            "X-Request-Id", "evil.example",
            "X-HTTP-Method-Override", "DELETE");
    var created = api.call(with(forged, Call.post("/records/a", "1")).as(caller)).hasStatus(201);

    assertThat(created.headers() + created.body()).doesNotContain("evil.example");
    assertThat(api.call(with(forged, Call.get("/me")).as(caller)).body())
        .contains(caller.caller().userId());
    api.call(with(forged, Call.get("/records/a")).as(caller)).hasStatus(200);
    api.call(Call.get("/records/a").as(caller)).hasStatus(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "PROPFIND", "LINK"})
  void methodThatNobodyNeeds_is404(String method) {
    api.call(plain(method, "/records/a").as(caller)).isProblem(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/me/a.css", "/records/a/b.css", "/openapi.json/a.css", "/docs/a/b"})
  void pathBelowAnother_isNoPathToIt(String path) {
    api.call(Call.get(path).as(caller)).isProblem(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/docs", "/docs/docs.css", "/docs/docs.js", "/docs/favicon.svg", "/openapi.json"})
  void text_hasItsMediaTypeAndCharset(String path) {
    assertThat(api.send(Call.get(path), null).header("Content-Type"))
        .as("JSON is always UTF-8 (RFC 8259)")
        .matches("application/json|(text/(html|css|javascript)|image/svg\\+xml); charset=utf-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/me", "/records/none", "/nothing"})
  void answer_namesNoSoftware(String path) {
    assertThat(api.call(Call.get(path).as(caller)).headers())
        .doesNotContainKeys("Server", "Via", "X-Powered-By", "X-AspNet-Version");
  }

  @Test
  void addressInASchema_isNotFetched() throws IOException {
    var requests = new AtomicInteger();
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try {
      var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/schema.json";
      for (var keyword : List.of("$ref", "$schema", "$dynamicRef")) {
        api.call(
                Call.put(
                        "/collections/remote", "{\"schema\":{\"" + keyword + "\":\"" + url + "\"}}")
                    .as(caller))
            .isProblem(400);
      }
      assertThat(requests).hasValue(0);
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"functions", "pages"})
  void artifact_holdsOnlyWhatFunctionsRun(String name) throws IOException {
    try (var zip = new ZipFile(Path.of("target", name + ".zip").toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .isNotEmpty()
          .allMatch(entry -> entry.matches("lib/([a-z0-9.-]+\\.jar)?|settings\\.txt"))
          .noneMatch(entry -> entry.matches(".*(junit|assertj|archunit|local|bench).*"));
    }
  }

  private static DescribedOperation.Attempt attempt(DescribedOperation operation) {
    return new DescribedOperation.Attempt(
        operation
            .path()
            .replaceAll("\\{(name|key|file)}", "a")
            .replaceAll("\\{\\w+}", "01939b2e-5d0c-7000-8000-000000000011"),
        Map.of());
  }

  private static Call plain(String method, String target) {
    return new Call(method, target, Map.of(), null, UTF_8, null);
  }

  private static Call with(Map<String, String> headers, Call call) {
    for (var header : headers.entrySet()) {
      call = call.header(header.getKey(), header.getValue());
    }
    return call;
  }
}
