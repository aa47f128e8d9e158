package dev.cubby.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Reads a function's proxy response ("Output format of a Lambda function for proxy integration"),
/// as strictly as API Gateway does: no member is mandatory, and no other is allowed.
final class ProxyResponse {

  private static final Set<String> MEMBERS =
      Set.of("statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded");

  /// Headers that API Gateway reserves and remaps to `x-amzn-Remapped-…`.
  private static final Set<String> REMAPPED =
      Set.of(
          "authorization",
          "connection",
          "content-length",
          "content-md5",
          "date",
          "host",
          "max-forwards",
          "server",
          "user-agent",
          "www-authenticate");

  private static final Set<String> DROPPED =
      Set.of("keep-alive", "te", "trailer", "transfer-encoding", "upgrade");

  private static final int OK = 200;

  private static final Pattern DIGITS = Pattern.compile("\\d{3}");

  /// API Gateway's quota "Total combined size of all header values", in bytes.
  private static final int MAX_HEADER_BYTES = 10_240;

  private ProxyResponse() {}

  /// Reads a function's result.
  ///
  /// @param decodesBase64 whether the client accepts a binary media type of the API
  /// @throws MalformedResultException if `payload` is not a proxy response
  /// @throws UndecodableBodyException if its base64 body cannot be decoded
  static ApiResponse read(byte[] payload, boolean decodesBase64)
      throws MalformedResultException, UndecodableBodyException {
    var response = ResultJson.object(payload);
    for (var name : (Iterable<String>) response::fieldNames) {
      if (!MEMBERS.contains(name)) {
        throw new MalformedResultException("it has an unknown member " + name);
      }
    }
    var body = ResultJson.text(response, "body");
    boolean isBase64 = isBase64(response);
    return new ApiResponse(
        statusCode(response),
        headers(response),
        body == null
            ? new byte[0]
            : isBase64 && decodesBase64 ? decoded(body) : body.getBytes(UTF_8));
  }

  /// An integer, or its digits as a string, as AWS's own blueprints return it; 200 if absent.
  private static int statusCode(ObjectNode response) throws MalformedResultException {
    var statusCode = response.path("statusCode");
    if (statusCode.isMissingNode() || statusCode.isNull()) {
      return OK;
    }
    if (!statusCode.isInt() && !DIGITS.matcher(statusCode.asText()).matches()) {
      throw new MalformedResultException("statusCode is not an integer");
    }
    int value = statusCode.asInt();
    if (value < 200 || value > 599) {
      throw new MalformedResultException("statusCode is not from 200 to 599");
    }
    return value;
  }

  private static boolean isBase64(ObjectNode response) throws MalformedResultException {
    var flag = response.path("isBase64Encoded");
    if (flag.isMissingNode() || flag.isNull()) {
      return false;
    }
    if (!flag.isBoolean()) {
      throw new MalformedResultException("isBase64Encoded is not a boolean");
    }
    return flag.booleanValue();
  }

  private static Map<String, List<String>> headers(ObjectNode response)
      throws MalformedResultException {
    var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    for (var header : members(response, "multiValueHeaders")) {
      if (!header.getValue().isArray()) {
        throw new MalformedResultException("multiValueHeaders has a value that is not a list");
      }
      for (var value : header.getValue()) {
        add(headers, header.getKey(), value);
      }
    }
    for (var header : members(response, "headers")) {
      // A value that is in both is sent once.
      var known = headers.get(header.getKey());
      if (known == null || !known.contains(header.getValue().asText())) {
        add(headers, header.getKey(), header.getValue());
      }
    }
    headers.putIfAbsent("Content-Type", List.of("application/json"));
    if (size(headers) > MAX_HEADER_BYTES) {
      throw new MalformedResultException("its headers are over " + MAX_HEADER_BYTES + " bytes");
    }
    return headers;
  }

  private static int size(Map<String, List<String>> headers) {
    int size = 0;
    for (var values : headers.values()) {
      for (var value : values) {
        size += value.length();
      }
    }
    return size;
  }

  private static Set<Map.Entry<String, JsonNode>> members(ObjectNode response, String name)
      throws MalformedResultException {
    var member = response.path(name);
    if (member.isMissingNode() || member.isNull()) {
      return Set.of();
    }
    if (!member.isObject()) {
      throw new MalformedResultException(name + " is not an object");
    }
    return member.properties();
  }

  private static void add(Map<String, List<String>> headers, String name, JsonNode value)
      throws MalformedResultException {
    if (!value.isTextual() && !value.isBoolean()) {
      throw new MalformedResultException("header " + name + " is neither a string nor a boolean");
    }
    var lowerCase = name.toLowerCase(Locale.ROOT);
    if (!DROPPED.contains(lowerCase)) {
      headers
          .computeIfAbsent(
              REMAPPED.contains(lowerCase) ? "x-amzn-Remapped-" + name : name,
              _ -> new ArrayList<>())
          .add(value.asText());
    }
  }

  private static byte[] decoded(String body) throws UndecodableBodyException {
    try {
      return Base64.getDecoder().decode(body);
    } catch (IllegalArgumentException e) {
      throw new UndecodableBodyException(e);
    }
  }
}
