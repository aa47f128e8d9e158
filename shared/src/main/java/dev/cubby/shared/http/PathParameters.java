package dev.cubby.shared.http;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.cubby.shared.id.UuidV7;
import dev.cubby.shared.problem.ProblemException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/// The path parameters of a request. API Gateway passes them as they stand in the URL,
/// percent-encoded.
final class PathParameters {

  private PathParameters() {}

  /// Returns the parameter `name`, which the route in template.yaml guarantees.
  static String decoded(APIGatewayProxyRequestEvent event, String name) {
    return decode(name, requireNonNull(event.getPathParameters().get(name), name));
  }

  /// Returns all parameters by name, ids in lower case: what tells one request from another.
  static SortedMap<String, String> canonical(APIGatewayProxyRequestEvent event) {
    var all = new TreeMap<String, String>();
    if (event.getPathParameters() != null) {
      event
          .getPathParameters()
          .forEach((name, raw) -> all.put(name, canonical(name, decode(name, raw))));
    }
    return all;
  }

  // A record's key may look like an id, but its case matters.
  private static String canonical(String name, String value) {
    return name.equals("id") || name.endsWith("Id") ? UuidV7.parse(value).orElse(value) : value;
  }

  private static String decode(String name, String raw) {
    try {
      return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw ProblemException.invalid(name, "has invalid percent-encoding");
    }
  }
}
