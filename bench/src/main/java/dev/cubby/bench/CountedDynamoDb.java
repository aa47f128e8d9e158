package dev.cubby.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// DynamoDB Local in a process of its own, behind a proxy that counts calls and units.
final class CountedDynamoDb implements AutoCloseable {

  /// Calls of DynamoDB, and units as it reports them.
  record Count(int calls, double units) {}

  private static final Set<String> CONNECTION =
      Set.of("connection", "content-length", "expect", "host", "upgrade");

  private final Process process;
  private final URI target;
  private final HttpServer proxy;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();

  /// Guarded by this.
  private int calls;

  /// Guarded by this.
  private double units;

  CountedDynamoDb() throws IOException, InterruptedException {
    int port = LocalServer.freePort();
    target = URI.create("http://127.0.0.1:" + port);
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                "local/target/lib/*",
                "software.amazon.dynamodb.services.local.main.ServerRunner",
                "-inMemory",
                "-sharedDb",
                "-disableTelemetry",
                "-port",
                Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    awaitReady();
    proxy = Loopback.server();
    proxy.createContext("/", this::pass);
    proxy.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + proxy.getAddress().getPort();
  }

  /// Returns what was counted since the last call.
  synchronized Count count() {
    var count = new Count(calls, units);
    calls = 0;
    units = 0;
    return count;
  }

  @Override
  public void close() {
    proxy.stop(0);
    client.close();
    process.destroyForcibly().onExit().join();
  }

  // Its first answer takes longer than its clients wait.
  private void awaitReady() throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(target)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "DynamoDB_20120810.ListTables")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=none/20260101/us-east-1/dynamodb/aws4_request,"
                    + " SignedHeaders=host, Signature=none")
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    while (process.isAlive()) {
      try {
        client.send(request, HttpResponse.BodyHandlers.discarding());
        return;
      } catch (ConnectException _) {
        LockSupport.parkNanos(50_000_000);
      }
    }
    throw new IOException("DynamoDB Local ended");
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request =
          HttpRequest.newBuilder(target)
              .POST(
                  HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> {
            if (!CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
              values.forEach(value -> request.header(name, value));
            }
          });
      var response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      // The functions that read the table's stream call another API.
      if (exchange.getRequestHeaders().getFirst("X-Amz-Target").startsWith("DynamoDB_")) {
        add(response.body());
      }
      for (var name : List.of("content-type", "x-amz-crc32", "x-amzn-requestid")) {
        response
            .headers()
            .firstValue(name)
            .ifPresent(v -> exchange.getResponseHeaders().set(name, v));
      }
      exchange.sendResponseHeaders(response.statusCode(), response.body().length);
      exchange.getResponseBody().write(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void add(byte[] response) throws IOException {
    calls++;
    var consumed = mapper.readTree(new String(response, UTF_8)).path("ConsumedCapacity");
    for (var units : consumed.findValues("CapacityUnits")) {
      this.units += units.asDouble();
    }
  }
}
