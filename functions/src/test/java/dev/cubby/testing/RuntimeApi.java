package dev.cubby.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// Lambda's Runtime API, as far as it takes to have a function handle one event ([developer
/// guide](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html)).
public final class RuntimeApi implements AutoCloseable {

  private final HttpServer server;
  private final String event;
  private final AtomicBoolean handedOut = new AtomicBoolean();
  private final CountDownLatch end = new CountDownLatch(1);
  private final CompletableFuture<String> result = new CompletableFuture<>();

  private RuntimeApi(HttpServer server, String event) {
    this.server = server;
    this.event = event;
  }

  public static RuntimeApi handingOut(String event) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    var api = new RuntimeApi(server, event);
    server.createContext("/2018-06-01/runtime/", api::answer);
    server.setExecutor(task -> Thread.startVirtualThread(task));
    server.start();
    return api;
  }

  /// What a runtime has as `AWS_LAMBDA_RUNTIME_API`.
  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// What the function answered, or its error; the path it was sent to comes first.
  public CompletableFuture<String> result() {
    return result;
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestMethod().equals("GET")) {
        handOut(exchange);
        return;
      }
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      result.complete(exchange.getRequestURI().getPath() + " " + body);
      exchange.sendResponseHeaders(202, -1);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  // There is one event. Whoever asks for another waits for the end.
  private void handOut(HttpExchange exchange) throws IOException, InterruptedException {
    if (handedOut.getAndSet(true)) {
      end.await();
      return;
    }
    var deadline = Instant.now().plus(Duration.ofMinutes(2)).toEpochMilli();
    var headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", "one");
    headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(deadline));
    headers.set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:0:function:f");
    // The runtime's native client takes it for granted.
    headers.set("Content-Type", "application/json");
    var bytes = event.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
