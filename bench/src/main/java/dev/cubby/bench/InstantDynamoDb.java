package dev.cubby.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.zip.CRC32;

/// A DynamoDB that answers at once: every read of an item finds a record of 200 bytes, every list
/// is empty, every write succeeds.
final class InstantDynamoDb implements AutoCloseable {

  private static final String CAPACITY =
      "{\"TableName\":\"t\",\"CapacityUnits\":1.0,\"ReadCapacityUnits\":1.0}";
  private final HttpServer server;
  private final String item;

  InstantDynamoDb() throws IOException {
    // It has the attributes of every kind of thing.
    item = Files.readString(Path.of("functions/src/main/resources/rehearsal/item.json"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      var body = body(target.substring(target.indexOf('.') + 1)).getBytes(StandardCharsets.UTF_8);
      var checksum = new CRC32();
      checksum.update(body);
      var headers = exchange.getResponseHeaders();
      headers.set("Content-Type", "application/x-amz-json-1.0");
      headers.set("x-amz-crc32", Long.toString(checksum.getValue()));
      headers.set("x-amzn-RequestId", "one");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private String body(String operation) {
    return switch (operation) {
      case "GetItem" -> "{\"ConsumedCapacity\":" + CAPACITY + ",\"Item\":" + item + "}";
      case "UpdateItem", "DeleteItem" ->
          "{\"ConsumedCapacity\":" + CAPACITY + ",\"Attributes\":" + item + "}";
      case "Query" ->
          "{\"Count\":0,\"ScannedCount\":0,\"Items\":[],\"ConsumedCapacity\":" + CAPACITY + "}";
      case "TransactWriteItems" -> "{\"ConsumedCapacity\":[" + CAPACITY + "]}";
      case "BatchGetItem" ->
          "{\"Responses\":{},\"UnprocessedKeys\":{},\"ConsumedCapacity\":[" + CAPACITY + "]}";
      case "BatchWriteItem" -> "{\"UnprocessedItems\":{},\"ConsumedCapacity\":[" + CAPACITY + "]}";
      default -> "{\"ConsumedCapacity\":" + CAPACITY + "}";
    };
  }
}
