package dev.cubby.shared.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cubby.shared.resource.ClassPath;
import java.io.ByteArrayInputStream;
import java.util.Collections;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.utils.AttributeMap;
import software.amazon.awssdk.utils.FunctionalUtils;
import software.amazon.awssdk.utils.IoUtils;

/// An HTTP client that gives the [Canned] answer, if there is one for the current thread, and
/// otherwise sends requests through [JdkTransport].
final class CannedTransport implements SdkHttpClient {

  private static final String CONSUMED = "{\"TableName\":\"t\",\"CapacityUnits\":1.0}";

  private final SdkHttpClient real;

  private CannedTransport(SdkHttpClient real) {
    this.real = real;
  }

  /// Returns a builder of a client that sends through the client of the builder `real`, the SDK's
  /// on `HttpURLConnection`.
  static SdkHttpClient.Builder<?> around(SdkHttpClient.Builder<?> real) {
    return new Builder(real);
  }

  private record Builder(SdkHttpClient.Builder<?> real) implements SdkHttpClient.Builder<Builder> {

    @Override
    public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
      return new CannedTransport(new JdkTransport(real.buildWithDefaults(defaults)));
    }
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    var canned = Canned.current();
    return canned == null
        ? real.prepareRequest(request)
        : new Execution(canned, operation(request), body(request));
  }

  @Override
  public String clientName() {
    return real.clientName();
  }

  @Override
  public void close() {
    real.close();
  }

  private static String operation(HttpExecuteRequest request) {
    return request
        .httpRequest()
        .firstMatchingHeader("X-Amz-Target")
        .map(target -> target.substring(target.indexOf('.') + 1))
        .orElse("");
  }

  private static String body(HttpExecuteRequest request) {
    return request
        .contentStreamProvider()
        .map(body -> FunctionalUtils.invokeSafely(() -> IoUtils.toUtf8String(body.newStream())))
        .orElse("");
  }

  private record Execution(Canned.Answers canned, String operation, String request)
      implements ExecutableHttpRequest {

    private static final Pattern KEY =
        Pattern.compile("\\{(\"[PS]K\":\\{\"S\":\"[^\"]*\"},\"[PS]K\":\\{\"S\":\"[^\"]*\"})}");
    private static final Pattern TABLE = Pattern.compile("\"RequestItems\":\\{(\"[^\"]+\")");

    @Override
    public HttpExecuteResponse call() {
      return switch (canned.kind()) {
        case FOUND -> response(200, found());
        case ABSENT -> response(200, absent());
        case REFUSED -> refused();
        case UNAVAILABLE -> response(500, "{\"__type\":\"InternalServerError\"}");
      };
    }

    @Override
    public void abort() {}

    private HttpExecuteResponse refused() {
      return switch (operation) {
        case "PutItem", "UpdateItem", "DeleteItem" ->
            request.contains("\"ConditionExpression\"")
                ? response(
                    400, "{\"__type\":\"ConditionalCheckFailedException\",\"Item\":" + item() + "}")
                : response(200, found());
        case "TransactWriteItems" -> {
          // One for each write; more do no harm.
          var reason = "{\"Code\":\"ConditionalCheckFailed\",\"Item\":" + item() + "}";
          yield response(
              400,
              "{\"__type\":\"TransactionCanceledException\",\"CancellationReasons\":["
                  + String.join(",", Collections.nCopies(10, reason))
                  + "]}");
        }
        default -> response(200, found());
      };
    }

    private String found() {
      return switch (operation) {
        case "GetItem" -> "{\"ConsumedCapacity\":" + CONSUMED + ",\"Item\":" + item() + "}";
        case "UpdateItem", "DeleteItem" -> changed();
        // The thing is there, its idempotency entry is not.
        case "TransactGetItems" ->
            "{\"ConsumedCapacity\":["
                + CONSUMED
                + "],\"Responses\":[{\"Item\":"
                + items().findFirst().orElseThrow()
                + "}]}";
        case "BatchGetItem" ->
            "{\"ConsumedCapacity\":["
                + CONSUMED
                + "],\"Responses\":{"
                + table()
                + ":["
                + items().collect(Collectors.joining(","))
                + "]}}";
        case "Query" ->
            canned.listed().getAndSet(true)
                ? absent()
                : "{\"ConsumedCapacity\":" + CONSUMED + ",\"Count\":1,\"Items\":[" + item() + "]}";
        case "" ->
            """
            {"id":"f6g7h8i9j0","items":{},"throttle":{"rateLimit":10.0,"burstLimit":20},\
            "quota":{"limit":10000,"period":"DAY"}}\
            """;
        default -> absent();
      };
    }

    private String absent() {
      return switch (operation) {
        case "TransactWriteItems", "TransactGetItems", "BatchGetItem", "BatchWriteItem" ->
            "{\"ConsumedCapacity\":[" + CONSUMED + "]}";
        case "UpdateItem" -> changed();
        default -> "{\"ConsumedCapacity\":" + CONSUMED + "}";
      };
    }

    private static String changed() {
      return "{\"ConsumedCapacity\":" + CONSUMED + ",\"Attributes\":" + item() + "}";
    }

    // The items under the keys that the request names.
    private Stream<String> items() {
      var attributes = item().substring(item().indexOf("\"GSI1PK\""));
      return KEY.matcher(request).results().map(key -> "{" + key.group(1) + "," + attributes);
    }

    // The name of the table, in quotes.
    private String table() {
      return TABLE.matcher(request).results().map(name -> name.group(1)).findFirst().orElseThrow();
    }

    // It has the attributes of every kind of thing.
    private static String item() {
      return ClassPath.text(CannedTransport.class, "/rehearsal/item.json");
    }

    private static HttpExecuteResponse response(int status, String body) {
      var bytes = body.getBytes(UTF_8);
      var checksum = new CRC32();
      checksum.update(bytes);
      return HttpExecuteResponse.builder()
          .response(
              SdkHttpResponse.builder()
                  .statusCode(status)
                  .putHeader("Content-Type", "application/x-amz-json-1.0")
                  .putHeader("Content-Length", Integer.toString(bytes.length))
                  .putHeader("x-amz-crc32", Long.toString(checksum.getValue()))
                  .build())
          .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
          .build();
    }
  }
}
