package dev.cubby.histories;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cubby.local.dynamodb.EmbeddedDynamoDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A DynamoDB that breaks a promise now and then.
final class DefectiveDynamoDb implements AutoCloseable {

  /// What it does to one in five calls of a kind.
  enum Defect {
    /// A write ignores its condition.
    LOST_CONDITION,

    /// A write takes effect, and once more.
    DOUBLED_WRITE,

    /// A deletion has no effect.
    LOST_DELETION,

    /// A strongly consistent read returns what it returned before.
    STALE_READ,

    /// A transaction takes effect without its first write.
    TORN_TRANSACTION;

    private boolean concerns(String operation) {
      return switch (this) {
        case LOST_CONDITION -> Set.of("PutItem", "UpdateItem", "DeleteItem").contains(operation);
        case DOUBLED_WRITE -> operation.equals("UpdateItem");
        case LOST_DELETION -> operation.equals("DeleteItem");
        case STALE_READ -> operation.equals("GetItem");
        case TORN_TRANSACTION -> operation.equals("TransactWriteItems");
      };
    }
  }

  private record Reply(int status, String body) {}

  private static final int CALLS_PER_DEFECT = 5;
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String CONDITION = "ConditionExpression";

  private final EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.inMemory();
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<JsonNode, Reply> lastReads = new ConcurrentHashMap<>();
  private volatile @Nullable Defect defect;

  private DefectiveDynamoDb(HttpServer server) {
    this.server = server;
  }

  static DefectiveDynamoDb start() {
    try {
      var server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
      var dynamoDb = new DefectiveDynamoDb(server);
      server.createContext("/", dynamoDb::answer);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return dynamoDb;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Has this defect from now on.
  void have(Defect next) {
    defect = next;
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
    dynamoDb.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      var body = (ObjectNode) MAPPER.readTree(exchange.getRequestBody());
      var reply = reply(target.substring(target.indexOf('.') + 1), body, exchange);
      exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
      var bytes = reply.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(reply.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Reply reply(String operation, ObjectNode body, HttpExchange exchange)
      throws IOException, InterruptedException {
    var current = defect;
    if (current == null || !current.concerns(operation) || !body.toString().contains("RECORD#")) {
      return carryOut(body, exchange);
    }
    boolean isDue = calls.incrementAndGet() % CALLS_PER_DEFECT == 0;
    if (current == Defect.STALE_READ) {
      var reply = carryOut(body, exchange);
      var last = lastReads.put(body.path("Key"), reply);
      return isDue && last != null ? last : reply;
    }
    return isDue ? defective(current, body, exchange) : carryOut(body, exchange);
  }

  private Reply defective(Defect current, ObjectNode body, HttpExchange exchange)
      throws IOException, InterruptedException {
    return switch (current) {
      case LOST_CONDITION -> carryOut(unconditional(body), exchange);
      case DOUBLED_WRITE -> {
        var reply = carryOut(body, exchange);
        yield reply.status() == 200 ? carryOut(unconditional(body), exchange) : reply;
      }
      case TORN_TRANSACTION -> {
        var torn = body.deepCopy();
        ((ArrayNode) torn.path("TransactItems")).remove(0);
        var reply = carryOut(torn, exchange);
        yield reply.status() == 200 ? reply : carryOut(body, exchange);
      }
      case LOST_DELETION, STALE_READ -> new Reply(200, "{}");
    };
  }

  /// The same call with a condition that each item meets. DynamoDB rejects values that no
  /// expression uses, so the old one stays in it.
  private static ObjectNode unconditional(ObjectNode body) {
    return body.put(
        CONDITION,
        "(%s) OR attribute_exists(PK) OR attribute_not_exists(PK)"
            .formatted(body.path(CONDITION).asText()));
  }

  private Reply carryOut(ObjectNode body, HttpExchange exchange)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(dynamoDb.endpoint())
            .POST(BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(body)));
    for (var header : List.of("Authorization", "Content-Type", "X-Amz-Date", "X-Amz-Target")) {
      request.header(header, exchange.getRequestHeaders().getFirst(header));
    }
    var response = client.send(request.build(), BodyHandlers.ofString());
    return new Reply(response.statusCode(), response.body());
  }
}
