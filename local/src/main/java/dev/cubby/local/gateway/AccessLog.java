package dev.cubby.local.gateway;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Writes one line per request, in the format of the template's `AccessLogSetting` ("Variables for
/// access logging for API Gateway",
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html).
/// A variable without a value is written as `-`.
final class AccessLog implements RequestLog {

  /// The Common Log Format of "Set up CloudWatch logging for REST APIs", for templates without a
  /// format.
  private static final String COMMON_LOG_FORMAT =
      "$context.identity.sourceIp $context.identity.caller $context.identity.user"
          + " [$context.requestTime] \"$context.httpMethod $context.resourcePath $context.protocol\""
          + " $context.status $context.responseLength $context.requestId";

  private static final Pattern VARIABLE =
      Pattern.compile("\\$context\\.([A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*)");

  private final StageIdentity stage;
  private final PrintStream out;
  private final List<Part> parts = new ArrayList<>();

  /// A piece of a line.
  private interface Part {
    @Nullable String text(Entry entry);
  }

  private record Entry(Exchange exchange, GatewayContext context, long latencyMillis) {}

  /// @param format null for the Common Log Format
  AccessLog(@Nullable String format, StageIdentity stage, PrintStream out) {
    this.stage = stage;
    this.out = out;
    var text = format == null ? COMMON_LOG_FORMAT : format;
    var matcher = VARIABLE.matcher(text);
    int end = 0;
    while (matcher.find()) {
      addLiteral(text.substring(end, matcher.start()));
      parts.add(variable(matcher.group(1)));
      end = matcher.end();
    }
    addLiteral(text.substring(end));
  }

  @Override
  public void write(Exchange exchange, long latencyMillis) {
    var match = exchange.match();
    var context =
        new GatewayContext(
            stage,
            exchange.request(),
            match == null ? null : match.resource(),
            exchange.authorizer());
    var entry = new Entry(exchange, context, latencyMillis);
    var line = new StringBuilder();
    for (var part : parts) {
      var text = part.text(entry);
      line.append(text == null ? "-" : text);
    }
    out.println(line);
  }

  private void addLiteral(String text) {
    if (!text.isEmpty()) {
      parts.add(_ -> text);
    }
  }

  private static Part variable(String name) {
    return switch (name) {
      case "status" -> entry -> Integer.toString(entry.exchange().answer().statusCode());
      case "responseLength" -> entry -> Integer.toString(entry.exchange().answer().body().length);
      case "responseLatency" -> entry -> Long.toString(entry.latencyMillis());
      case "integrationLatency", "integration.latency" ->
          entry -> text(entry.exchange().integrationMillis());
      case "error.message", "error.messageString", "error.responseType" ->
          entry -> {
            var refusal = entry.exchange().refusal();
            return refusal == null ? null : entry.context().variable(name, refusal);
          };
      default -> entry -> entry.context().variable(name);
    };
  }

  private static @Nullable String text(@Nullable Long number) {
    return number == null ? null : Long.toString(number);
  }
}
