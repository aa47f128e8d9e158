package dev.cubby.testing;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Answers as DynamoDB can and DynamoDB Local does not, whatever it is asked: each of its answers
/// once, and the last one from then on.
public final class ScriptedDynamoDb implements AutoCloseable {

  private final HttpServer server;
  private final List<Reply> replies;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Headers> headers = new CopyOnWriteArrayList<>();

  /// An answer's status and JSON.
  public record Reply(int status, String body) {

    /// An error of that type, with a message that nobody may be shown.
    public static Reply error(int status, String type) {
      return new Reply(status, "{\"__type\":\"%s\",\"message\":\"secret\"}".formatted(type));
    }
  }

  private ScriptedDynamoDb(HttpServer server, List<Reply> replies) {
    this.server = server;
    this.replies = replies;
  }

  public static ScriptedDynamoDb answering(Reply... replies) {
    try {
      var server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
      var dynamoDb = new ScriptedDynamoDb(server, List.of(replies));
      server.createContext("/", dynamoDb::answer);
      server.start();
      return dynamoDb;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// The bodies of all requests so far.
  public List<String> requests() {
    return requests;
  }

  /// The values of the header `name` in all requests so far.
  public List<String> headers(String name) {
    return headers.stream().flatMap(all -> all.getOrDefault(name, List.of()).stream()).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      headers.add(exchange.getRequestHeaders());
      requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      var reply = replies.get(Math.min(requests.size(), replies.size()) - 1);
      var body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
