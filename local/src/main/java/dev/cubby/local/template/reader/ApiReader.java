package dev.cubby.local.template.reader;

import dev.cubby.local.template.ApiDefinition;
import dev.cubby.local.template.CorsDefinition;
import dev.cubby.local.template.GatewayResponseDefinition;
import dev.cubby.local.template.GatewayResponseType;
import dev.cubby.local.template.RouteDefinition;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads an `AWS::Serverless::Api` and the events that belong to it.
final class ApiReader {

  private static final Set<String> EFFECTIVE =
      Set.of(
          "AccessLogSetting",
          "ApiKeySourceType",
          "Auth",
          "BinaryMediaTypes",
          "Cors",
          "GatewayResponses",
          "MethodSettings",
          "MinimumCompressionSize",
          "StageName",
          "Variables");

  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "AlwaysDeploy",
          "Description",
          "DisableExecuteApiEndpoint",
          "EndpointConfiguration",
          "FailOnWarnings",
          "MergeDefinitions",
          "Mode",
          "Name",
          "OpenApiVersion",
          "PropagateTags",
          "Tags",
          "TracingEnabled");

  private final Resource resource;
  private final Value.Mapping properties;
  private final AuthReader auth;
  private final ResourceTree resources = new ResourceTree();

  ApiReader(Resource resource, Intrinsics intrinsics) {
    this.resource = resource;
    this.properties = resource.resolve(EFFECTIVE, WITHOUT_EFFECT, intrinsics);
    this.auth = new AuthReader(resource, properties.mapping("Auth"), intrinsics);
  }

  ApiDefinition api(List<ApiEvent> events) {
    return new ApiDefinition(
        resource.logicalId(),
        ApiDefinition.apiId(resource.logicalId()),
        properties.required("StageName").text(),
        properties.mapping("Variables").texts(),
        routes(events),
        auth.authorizers(),
        cors(),
        gatewayResponses(),
        // SAM writes `image~1png` for `image/png`.
        properties.texts("BinaryMediaTypes").stream().map(type -> type.replace("~1", "/")).toList(),
        minimumCompressionSize(),
        apiKeySource(),
        accessLogFormat(),
        ThrottleReader.methodSettings(properties.items("MethodSettings")));
  }

  private @Nullable Integer minimumCompressionSize() {
    var size = properties.get("MinimumCompressionSize");
    return size == null ? null : size.integer();
  }

  private @Nullable String accessLogFormat() {
    var setting = properties.mapping("AccessLogSetting");
    setting.checkNames(Set.of("DestinationArn", "Format"));
    return setting.text("Format");
  }

  private List<RouteDefinition> routes(List<ApiEvent> events) {
    var routes = new ArrayList<RouteDefinition>();
    for (var event : events) {
      resource.attempt(() -> routes.add(route(event)));
    }
    return List.copyOf(routes);
  }

  private RouteDefinition route(ApiEvent event) {
    var path = event.path().text();
    if (!path.startsWith("/")) {
      throw event.path().refused("path " + path + " does not start with /");
    }
    resources.add(event);
    return new RouteDefinition(
        event.method(),
        path,
        event.functionId(),
        auth.authorizer(event),
        auth.apiKeyRequired(event));
  }

  private ApiDefinition.ApiKeySource apiKeySource() {
    var type = properties.get("ApiKeySourceType");
    return switch (type == null ? "HEADER" : type.text()) {
      case "HEADER" -> ApiDefinition.ApiKeySource.HEADER;
      case "AUTHORIZER" -> ApiDefinition.ApiKeySource.AUTHORIZER;
      default -> throw properties.refused("ApiKeySourceType is neither HEADER nor AUTHORIZER");
    };
  }

  private @Nullable CorsDefinition cors() {
    return switch (properties.get("Cors")) {
      case null -> null;
      case Value.Scalar(var origin, _) ->
          new CorsDefinition(
              unquoted(origin),
              null,
              null,
              null,
              false,
              auth.preflightAuthorizer(),
              auth.preflightApiKeyRequired());
      case Value value -> {
        var cors = value.mapping();
        cors.checkNames(
            Set.of("AllowOrigin", "AllowMethods", "AllowHeaders", "MaxAge", "AllowCredentials"));
        yield new CorsDefinition(
            unquoted(cors.required("AllowOrigin").text()),
            unquotedOrNull(cors.text("AllowMethods")),
            unquotedOrNull(cors.text("AllowHeaders")),
            unquotedOrNull(cors.text("MaxAge")),
            cors.bool("AllowCredentials", false),
            auth.preflightAuthorizer(),
            auth.preflightApiKeyRequired());
      }
    };
  }

  private Map<GatewayResponseType, GatewayResponseDefinition> gatewayResponses() {
    var responses =
        new EnumMap<GatewayResponseType, GatewayResponseDefinition>(GatewayResponseType.class);
    properties
        .mapping("GatewayResponses")
        .members()
        .forEach((name, value) ->
            resource.attempt(() -> {
              var type = GatewayResponseType.named(name);
              if (type == null) {
                throw value.refused("there is no gateway response " + name);
              }
              responses.put(type, GatewayResponseReader.response(value.mapping()));
            }));
    return responses;
  }

  private static @Nullable String unquotedOrNull(@Nullable String literal) {
    return literal == null ? null : unquoted(literal);
  }

  private static String unquoted(String literal) {
    boolean quoted = literal.length() > 1 && literal.startsWith("'") && literal.endsWith("'");
    return quoted ? literal.substring(1, literal.length() - 1) : literal;
  }
}
