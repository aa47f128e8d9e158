package dev.cubby.local.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A request as it reached the gateway, with the ids and proxy headers that the gateway adds. The
/// body is separate.
///
/// @param path encoded as the client sent it, without the stage, and with one slash at its start
/// @param stagePath the same with the stage where the gateway serves one, and with every slash that
///   follows it
/// @param query decoded values by name
/// @param headers values by name in the client's case; lookups ignore case
record ApiRequest(
    String method,
    String path,
    String stagePath,
    Map<String, List<String>> query,
    Map<String, List<String>> headers,
    String sourceIp,
    String protocol,
    String requestId,
    String extendedRequestId,
    String traceId,
    Instant time) {

  private static final Pattern PORT = Pattern.compile(":\\d+$");

  /// The last value of a header, or null.
  @Nullable String header(String name) {
    var values = headers.get(name);
    return values == null ? null : values.getLast();
  }

  /// The host of the `Host` header without the port; empty if absent.
  String domainName() {
    var host = header("Host");
    return host == null ? "" : PORT.matcher(host).replaceFirst("");
  }

  /// The last value of a query parameter, or null.
  @Nullable String queryParameter(String name) {
    var values = query.get(name);
    return values == null ? null : values.getLast();
  }
}
