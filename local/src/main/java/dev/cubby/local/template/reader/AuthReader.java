package dev.cubby.local.template.reader;

import dev.cubby.local.template.AuthorizerDefinition;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the `Auth` of an API: its authorizers, and which of them a route has.
final class AuthReader {

  private static final Pattern FUNCTION_ARN =
      Pattern.compile(".*:function:([^:/]+)(:[^:/]+)?(/.*)?");

  private static final List<String> IDENTITY_SOURCES =
      List.of("Headers", "QueryStrings", "StageVariables", "Context");

  private final Value.Mapping auth;
  private final Map<String, AuthorizerDefinition> authorizers = new LinkedHashMap<>();

  /// @param resource the API
  AuthReader(Resource resource, Value.Mapping auth, Intrinsics intrinsics) {
    auth.checkNames(
        Set.of(
            "AddApiKeyRequiredToCorsPreflight",
            "AddDefaultAuthorizerToCorsPreflight",
            "ApiKeyRequired",
            "Authorizers",
            "DefaultAuthorizer"));
    this.auth = auth;
    auth.mapping("Authorizers")
        .members()
        .forEach((name, value) ->
            resource.attempt(
                () -> authorizers.put(name, authorizer(name, value.mapping(), intrinsics))));
  }

  Map<String, AuthorizerDefinition> authorizers() {
    return authorizers;
  }

  /// The name of the authorizer of `event`, or null.
  @Nullable String authorizer(ApiEvent event) {
    var own = event.authorizer();
    if (own == null) {
      return event.isPreflight() ? preflightAuthorizer() : known(auth.get("DefaultAuthorizer"));
    }
    return own.text().equals("NONE") ? null : known(own);
  }

  boolean apiKeyRequired(ApiEvent event) {
    var own = event.apiKeyRequired();
    if (own == null) {
      return event.isPreflight() ? preflightApiKeyRequired() : auth.bool("ApiKeyRequired", false);
    }
    return own.bool();
  }

  /// The name of the authorizer of preflights, or null. SAM puts the default authorizer on them
  /// unless told otherwise.
  @Nullable String preflightAuthorizer() {
    return auth.bool("AddDefaultAuthorizerToCorsPreflight", true)
        ? known(auth.get("DefaultAuthorizer"))
        : null;
  }

  /// Whether preflights need an API key. In SAM they do if routes do, unless told otherwise.
  boolean preflightApiKeyRequired() {
    return auth.bool("ApiKeyRequired", false)
        && auth.bool("AddApiKeyRequiredToCorsPreflight", true);
  }

  private @Nullable String known(@Nullable Value name) {
    if (name != null && !auth.mapping("Authorizers").has(name.text())) {
      throw name.refused("there is no authorizer " + name.text() + " that local runs");
    }
    return name == null ? null : name.text();
  }

  private static AuthorizerDefinition authorizer(
      String name, Value.Mapping authorizer, Intrinsics intrinsics) {
    if (authorizer.has("UserPoolArn")) {
      throw authorizer.refused("authorizer " + name + " is of Cognito, local runs only REQUEST");
    }
    var type = authorizer.text("FunctionPayloadType", "TOKEN");
    if (!type.equals("REQUEST")) {
      throw authorizer.refused(
          "authorizer " + name + " has type " + type + ", local runs only REQUEST");
    }
    authorizer.checkNames(
        Set.of("FunctionArn", "FunctionPayloadType", "Identity", "FunctionInvokeRole"));
    var identity = authorizer.mapping("Identity");
    identity.checkNames(
        Set.of("Headers", "QueryStrings", "StageVariables", "Context", "ReauthorizeEvery"));
    int reauthorizeEvery = identity.integer("ReauthorizeEvery", 300);
    if (reauthorizeEvery > 0
        && IDENTITY_SOURCES.stream().allMatch(source -> identity.items(source).isEmpty())) {
      throw authorizer.refused(
          "authorizer "
              + name
              + " must specify Identity with at least one of "
              + String.join(", ", IDENTITY_SOURCES));
    }
    return new AuthorizerDefinition(
        name,
        functionId(authorizer.required("FunctionArn"), intrinsics),
        identity.texts("Headers"),
        identity.texts("QueryStrings"),
        identity.texts("StageVariables"),
        identity.texts("Context"),
        Duration.ofSeconds(reauthorizeEvery));
  }

  private static String functionId(Value arn, Intrinsics intrinsics) {
    var matcher = FUNCTION_ARN.matcher(arn.text());
    var function = matcher.matches() ? intrinsics.function(matcher.group(1)) : null;
    if (function == null) {
      throw arn.refused(arn.text() + " is not the ARN of a function of this template");
    }
    return function.logicalId();
  }
}
