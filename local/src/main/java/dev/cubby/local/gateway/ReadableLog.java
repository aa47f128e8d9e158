package dev.cubby.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes one line per request for a person who watches: time, status, milliseconds, method, path,
/// the function that responded, and for an error what its body says of the reason, with the names
/// of invalid fields.
///
/// Text from clients has at most 200 characters, and `?` in place of those that could control a
/// terminal.
final class ReadableLog implements RequestLog {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
  private static final int MAX_LENGTH = 200;
  private static final int FIRST_ERROR = 400;
  private static final int MILLIS_WIDTH = 7;

  /// Members of error responses that are written for people, the most specific first: those of RFC
  /// 9457, then that of API Gateway's own responses.
  private static final List<String> REASONS = List.of("detail", "title", "message");

  private final PrintStream out;
  private final ZoneId zone;
  private final boolean colored;

  ReadableLog(PrintStream out, ZoneId zone, boolean colored) {
    this.out = out;
    this.zone = zone;
    this.colored = colored;
  }

  @Override
  public void write(Exchange exchange, long latencyMillis) {
    var request = exchange.request();
    var status = exchange.answer().statusCode();
    var function = exchange.function();
    var reason = status < FIRST_ERROR ? null : reason(exchange);
    var millis = Long.toString(latencyMillis);
    out.println(
        TIME.format(request.time().atZone(zone))
            + "  "
            + (colored ? inColor(status) : Integer.toString(status))
            + " ".repeat(Math.max(1, MILLIS_WIDTH - millis.length()))
            + millis
            + " ms  "
            + shown(request.method() + " " + request.stagePath())
            + "  "
            + (function == null ? "API Gateway" : function)
            + (reason == null ? "" : ": " + shown(reason)));
  }

  private static @Nullable String reason(Exchange exchange) {
    try {
      var body = MAPPER.readTree(exchange.answer().body());
      for (var name : REASONS) {
        if (body.path(name).isTextual()) {
          return body.path(name).textValue() + fields(body.path("errors"));
        }
      }
    } catch (IOException e) {
      // The body is not JSON.
    }
    var refusal = exchange.refusal();
    return refusal == null ? null : refusal.message();
  }

  // The reason names a single one. RFC 9457 §3 has `errors` as an example of an extension.
  private static String fields(JsonNode errors) {
    return errors.size() < 2
        ? ""
        : errors
            .valueStream()
            .map(error -> error.path(error.has("field") ? "field" : "pointer").asText())
            .collect(Collectors.joining(", ", ": ", ""));
  }

  private static String shown(String text) {
    var harmless = CONTROL.matcher(text).replaceAll("?");
    return harmless.codePointCount(0, harmless.length()) <= MAX_LENGTH
        ? harmless
        : harmless.substring(0, harmless.offsetByCodePoints(0, MAX_LENGTH)) + "…";
  }

  /// Green, cyan, yellow or red ("Select Graphic Rendition" of ECMA-48).
  private static String inColor(int status) {
    int color =
        switch (status / 100) {
          case 2 -> 32;
          case 3 -> 36;
          case 4 -> 33;
          default -> 31;
        };
    return "\u001b[" + color + "m" + status + "\u001b[0m";
  }
}
