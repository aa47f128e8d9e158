package dev.cubby.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/// Lambda's Runtime API ([developer
/// guide](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html)) for one process,
/// SnapStart's part included. Hands out one event at a time.
final class RuntimeApi implements AutoCloseable {

  /// When a function got its event and when its result arrived, by [System#nanoTime].
  record Result(long begin, long end, String path, String body) {}

  private final HttpServer server;
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<Result> results = new LinkedBlockingQueue<>();
  private final CompletableFuture<Long> ready = new CompletableFuture<>();
  private volatile long begin;

  RuntimeApi() throws IOException {
    server = Loopback.server();
    server.createContext("/2018-06-01/runtime/invocation/", this::invocation);
    server.createContext(
        "/2018-06-01/runtime/restore/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, -1);
          }
        });
    server.createContext(
        "/2018-06-01/runtime/init/error",
        exchange -> {
          try (exchange) {
            var error = text(exchange);
            ready.complete(System.nanoTime());
            results.add(new Result(0, 0, exchange.getRequestURI().getPath(), error));
            exchange.sendResponseHeaders(202, -1);
          }
        });
    server.start();
  }

  /// The value of `AWS_LAMBDA_RUNTIME_API`.
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// Returns when the function first asked for an event.
  long ready() {
    return ready.join();
  }

  /// Hands out `event` and returns its result.
  ///
  /// @throws IOException if the function fails
  Result invoke(String event) throws IOException, InterruptedException {
    events.add(event);
    var result = results.take();
    if (result.path().endsWith("/error")) {
      throw new IOException(result.body());
    }
    return result;
  }

  /// Fails what waits for the function, whose process has ended.
  void ended() {
    ready.complete(System.nanoTime());
    results.add(new Result(0, 0, "/error", "The process has ended."));
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void invocation(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("GET")) {
        var body = text(exchange);
        results.add(new Result(begin, System.nanoTime(), exchange.getRequestURI().getPath(), body));
        exchange.sendResponseHeaders(202, -1);
        return;
      }
      ready.complete(System.nanoTime());
      var event = events.take().getBytes(UTF_8);
      var headers = exchange.getResponseHeaders();
      headers.set("Lambda-Runtime-Aws-Request-Id", "one");
      headers.set(
          "Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 600_000));
      headers.set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:0:function:f");
      // The runtime's native client requires it.
      headers.set("Content-Type", "application/json");
      begin = System.nanoTime();
      exchange.sendResponseHeaders(200, event.length);
      exchange.getResponseBody().write(event);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String text(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), UTF_8);
  }
}
