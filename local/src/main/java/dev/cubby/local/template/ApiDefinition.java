package dev.cubby.local.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// The REST API of the template.
///
/// @param apiId the value of `Ref`: ten characters derived from the logical id
/// @param binaryMediaTypes media types, possibly with `*`, whose bodies functions receive and
///   return as base64
/// @param minimumCompressionSize the size in bytes from which responses are compressed; null for
///   never
/// @param accessLogFormat one line with `$context` variables; null if the API has no access log
/// @param methodThrottles by path and method, as in `/pets/{id}/GET`; `/*/*` applies to methods
///   without their own
/// @param cors null if the API has no preflight routes
public record ApiDefinition(
    String logicalId,
    String apiId,
    String stageName,
    Map<String, String> stageVariables,
    List<RouteDefinition> routes,
    Map<String, AuthorizerDefinition> authorizers,
    @Nullable CorsDefinition cors,
    Map<GatewayResponseType, GatewayResponseDefinition> gatewayResponses,
    List<String> binaryMediaTypes,
    @Nullable Integer minimumCompressionSize,
    ApiKeySource apiKeySource,
    @Nullable String accessLogFormat,
    Map<String, ThrottleDefinition> methodThrottles) {

  /// Where API Gateway takes an API key from.
  public enum ApiKeySource {
    HEADER,
    AUTHORIZER
  }

  /// The id of the API with this logical id.
  public static String apiId(String logicalId) {
    var checksum = new CRC32();
    checksum.update(logicalId.getBytes(UTF_8));
    return String.format(
            Locale.ROOT, "local%5s", Long.toString(checksum.getValue() % 60_466_176, 36))
        .replace(' ', '0');
  }
}
