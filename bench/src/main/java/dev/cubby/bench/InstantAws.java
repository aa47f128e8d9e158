package dev.cubby.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.zip.CRC32;

/// AWS services that answer at once. DynamoDB: every read of an item finds a thing, every list is
/// empty or has ten things, every write succeeds.
final class InstantAws implements AutoCloseable {

  private static final String CAPACITY =
      "{\"TableName\":\"t\",\"CapacityUnits\":1.0,\"ReadCapacityUnits\":1.0}";
  private static final String GATEWAY =
      """
      {"id":"f6g7h8i9j0","items":{},"throttle":{"rateLimit":10.0,"burstLimit":20},\
      "quota":{"limit":10000,"period":"DAY"}}\
      """;

  private final HttpServer server;
  private final String item;
  private final String items;

  /// Things are small, lists empty.
  InstantAws() throws IOException {
    this(thing(), "[]");
  }

  /// The value of a record, or the contents of a list of ten notes, have `bytes`.
  InstantAws(int bytes) throws IOException {
    this(
        thing().replaceFirst("(?m)\"VALUE\": .*$", member("VALUE", value(bytes))),
        Collections.nCopies(
                10,
                thing()
                    .replaceFirst(
                        "(?m)\"content\": .*$", member("content", "a".repeat(bytes / 10))))
            .toString());
  }

  private InstantAws(String item, String items) throws IOException {
    this.item = item;
    this.items = items;
    server = Loopback.server();
    server.createContext("/", this::answer);
    server.start();
  }

  /// Returns JSON of `bytes`, at least 30: an array of objects, the last with a long text.
  static String value(int bytes) {
    var entry = "{\"id\":12345,\"name\":\"Ada Lovelace\",\"tags\":[\"a\",\"b\"],\"score\":0.75},";
    int entries = Math.max(0, bytes - 30) / entry.length();
    var start = "[" + entry.repeat(entries) + "{\"rest\":\"";
    return start + "a".repeat(bytes - start.length() - 3) + "\"}]";
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
      var body =
          (target == null ? GATEWAY : body(target.substring(target.indexOf('.') + 1)))
              .getBytes(StandardCharsets.UTF_8);
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
      case "Query" -> "{\"Items\":" + items + ",\"ConsumedCapacity\":" + CAPACITY + "}";
      case "TransactWriteItems" -> "{\"ConsumedCapacity\":[" + CAPACITY + "]}";
      case "BatchGetItem" ->
          "{\"Responses\":{},\"UnprocessedKeys\":{},\"ConsumedCapacity\":[" + CAPACITY + "]}";
      case "BatchWriteItem" -> "{\"UnprocessedItems\":{},\"ConsumedCapacity\":[" + CAPACITY + "]}";
      default -> "{\"ConsumedCapacity\":" + CAPACITY + "}";
    };
  }

  // It has the attributes of every kind of thing.
  private static String thing() throws IOException {
    return Files.readString(Path.of("functions/src/main/resources/rehearsal/item.json"));
  }

  private static String member(String name, String text) {
    return Matcher.quoteReplacement(
        "\"" + name + "\":{\"S\":\"" + text.replace("\"", "\\\"") + "\"},");
  }
}
