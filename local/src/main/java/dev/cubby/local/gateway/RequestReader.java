package dev.cubby.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Converts a Jetty request to an [ApiRequest].
final class RequestReader {

  /// Headers that API Gateway removes from requests, as LocalStack recorded against AWS
  /// (`header_utils.py`).
  private static final Set<String> REMOVED =
      Set.of(
          "connection",
          "content-length",
          "content-md5",
          "expect",
          "max-forwards",
          "proxy-authenticate",
          "server",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "www-authenticate");

  private static final Pattern FIRST_SLASHES = Pattern.compile("^/+");

  private RequestReader() {}

  /// Converts `request`, and adds ids and proxy headers.
  ///
  /// @param stagePrefix the prefix of every path: empty, or a slash and the stage
  static ApiRequest read(Request request, String stagePrefix, Instant now) {
    var stagePath = path(request);
    var headers = headers(request);
    var traceId =
        headers.containsKey("X-Amzn-Trace-Id")
            ? headers.get("X-Amzn-Trace-Id").getLast()
            : traceId(now);
    var sourceIp = Request.getRemoteAddr(request);
    var forwardedFor = headers.get("X-Forwarded-For");
    headers.put(
        "X-Forwarded-For",
        List.of(forwardedFor == null ? sourceIp : forwardedFor.getLast() + ", " + sourceIp));
    headers.put("X-Forwarded-Port", List.of(Integer.toString(Request.getServerPort(request))));
    headers.put("X-Forwarded-Proto", List.of("http"));
    headers.put("X-Amzn-Trace-Id", List.of(traceId));
    return new ApiRequest(
        request.getMethod(),
        stagePath.startsWith(stagePrefix)
            ? withOneSlash(stagePath.substring(stagePrefix.length()))
            : stagePath,
        stagePath,
        query(request.getHttpURI().getQuery()),
        headers,
        sourceIp,
        request.getConnectionMetaData().getProtocol(),
        UUID.randomUUID().toString(),
        Base64.getEncoder().encodeToString(randomBytes(11)),
        traceId,
        now);
  }

  private static String path(Request request) {
    var path = request.getHttpURI().getPath();
    return withOneSlash(path == null ? "" : path);
  }

  /// `path` with one slash at its start in place of several or none. All others stay.
  private static String withOneSlash(String path) {
    return "/" + FIRST_SLASHES.matcher(path).replaceFirst("");
  }

  private static Map<String, List<String>> headers(Request request) {
    var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    for (var field : request.getHeaders()) {
      if (!REMOVED.contains(field.getLowerCaseName())) {
        var value = field.getValue() == null ? "" : field.getValue();
        headers.computeIfAbsent(field.getName(), _ -> new ArrayList<>()).add(value);
      }
    }
    return headers;
  }

  private static Map<String, List<String>> query(@Nullable String query) {
    var parameters = new LinkedHashMap<String, List<String>>();
    if (query != null) {
      for (var pair : query.split("&", -1)) {
        if (!pair.isEmpty()) {
          int equals = pair.indexOf('=');
          var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
          var value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
          parameters.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
        }
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      // A percent sign that encodes nothing stands for itself.
      return text;
    }
  }

  private static String traceId(Instant now) {
    var hex = HexFormat.of();
    return "Root=1-"
        + hex.toHexDigits(now.getEpochSecond(), 8)
        + "-"
        + hex.formatHex(randomBytes(12));
  }

  private static byte[] randomBytes(int count) {
    var bytes = new byte[count];
    ThreadLocalRandom.current().nextBytes(bytes);
    return bytes;
  }
}
