package dev.cubby.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.zip.CRC32;

/// A DynamoDB that answers at once: every read of an item finds a record of 200 bytes, every list
/// is empty, every write succeeds.
final class InstantDynamoDb implements AutoCloseable {

  private static final String CAPACITY =
      "{\"TableName\":\"t\",\"CapacityUnits\":1.0,\"ReadCapacityUnits\":1.0}";
  private static final String RECORD =
      """
      {"ConsumedCapacity":%s,"Item":{"PK":{"S":"USER#01939b2e-5d0c-7000-8000-000000000001"},\
      "SK":{"S":"RECORD#settings"},"incarnation":{"S":"AAAAAAAAAAAAAAAA"},"writeId":{"S":"BBBBBBBBBBBB"},\
      "version":{"N":"1"},"createdAt":{"S":"2026-01-05T09:32:00.000Z"},\
      "updatedAt":{"S":"2026-01-05T09:32:00.000Z"},"value":{"S":"{\\"text\\":\\"%s\\"}"}}}\
      """
          .formatted(CAPACITY, "x".repeat(189));

  private final HttpServer server;

  InstantDynamoDb() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.createContext("/", InstantDynamoDb::answer);
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

  private static void answer(HttpExchange exchange) throws IOException {
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

  private static String body(String operation) {
    return switch (operation) {
      case "GetItem" -> RECORD;
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
