package dev.cubby.local.gateway;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A response to the client.
final class ApiResponse {

  private final int statusCode;
  private final Map<String, List<String>> headers;
  private final byte[] body;

  ApiResponse(int statusCode, Map<String, List<String>> headers, byte[] body) {
    this.statusCode = statusCode;
    this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    this.headers.putAll(headers);
    this.body = body;
  }

  int statusCode() {
    return statusCode;
  }

  /// Values by name; lookups ignore case.
  Map<String, List<String>> headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }
}
