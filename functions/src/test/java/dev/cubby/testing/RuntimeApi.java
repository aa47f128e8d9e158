package dev.cubby.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Lambda's Runtime API, as far as one function needs it that handles one event after the other
/// ([developer guide](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html)).
final class RuntimeApi implements AutoCloseable {

  /// What Lambda states as the X-Ray trace of every event.
  static final String TRACE =
      "Root=1-695b8510-0a1b2c3d4e5f60718293a4b2;Parent=53995c3f42cd8ad8;Sampled=0";

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final HttpServer server;
  private final BlockingQueue<String> events = new ArrayBlockingQueue<>(1);
  private final BlockingQueue<String> results = new ArrayBlockingQueue<>(1);

  RuntimeApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    server.createContext("/2018-06-01/runtime/", this::answer);
    server.setExecutor(task -> Thread.startVirtualThread(task));
    server.start();
  }

  /// The value of `AWS_LAMBDA_RUNTIME_API`.
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// Hands out `event` and returns the function's response or error, after the path that it was
  /// sent to.
  String invoke(String event) throws InterruptedException, TimeoutException {
    events.put(event);
    var result = results.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (result == null) {
      throw new TimeoutException("no response");
    }
    return result;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      if (exchange.getRequestMethod().equals("GET")) {
        handOut(exchange);
      } else {
        results.put(path + " " + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        exchange.sendResponseHeaders(202, -1);
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private void handOut(HttpExchange exchange) throws IOException, InterruptedException {
    var bytes = events.take().getBytes(UTF_8);
    var deadline = Instant.now().plus(PATIENCE).toEpochMilli();
    var headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", "one");
    headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(deadline));
    headers.set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:0:function:f");
    headers.set("Lambda-Runtime-Trace-Id", TRACE);
    // The runtime's native client requires it.
    headers.set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
