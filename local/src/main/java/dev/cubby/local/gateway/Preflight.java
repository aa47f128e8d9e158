package dev.cubby.local.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.cubby.local.template.CorsDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Answers the `OPTIONS` methods that SAM adds to every path for its `Cors` property.
final class Preflight {

  private static final Set<String> ALL_METHODS =
      Set.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

  /// The response of SAM's mock integration.
  private static final byte[] BODY = "{}\n".getBytes(US_ASCII);

  private Preflight() {}

  /// The response for one resource.
  ///
  /// @param methods the methods of the resource, which are allowed if the template names none
  static ApiResponse answer(CorsDefinition cors, Set<String> methods) {
    var headers = new TreeMap<String, List<String>>();
    put(headers, "Access-Control-Allow-Origin", cors.allowOrigin());
    put(headers, "Access-Control-Allow-Headers", cors.allowHeaders());
    put(
        headers,
        "Access-Control-Allow-Methods",
        cors.allowMethods() == null ? allowed(methods) : cors.allowMethods());
    put(headers, "Access-Control-Max-Age", cors.maxAge());
    put(headers, "Access-Control-Allow-Credentials", cors.allowCredentials() ? "true" : null);
    put(headers, "Content-Type", "application/json");
    return new ApiResponse(200, headers, BODY.clone());
  }

  private static void put(Map<String, List<String>> headers, String name, @Nullable String value) {
    if (value != null) {
      headers.put(name, List.of(value));
    }
  }

  private static String allowed(Set<String> methods) {
    var allowed = new TreeSet<>(methods.contains("ANY") ? ALL_METHODS : methods);
    allowed.add("OPTIONS");
    return String.join(",", allowed);
  }
}
