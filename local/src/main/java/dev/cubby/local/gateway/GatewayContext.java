package dev.cubby.local.gateway;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import org.jspecify.annotations.Nullable;

/// The `$context` of a request in gateway responses ("API Gateway context variables").
///
/// @param resource the resource's path; null if none matched
/// @param authorizer null if none has answered
record GatewayContext(
    StageIdentity stage,
    ApiRequest request,
    @Nullable String resource,
    AuthorizerOutcome.@Nullable Answered authorizer) {

  private static final String AUTHORIZER = "authorizer.";

  /// The value of a response parameter: a quoted literal, or what `context.`, `stageVariables.` or
  /// `method.request.` refer to; null if absent.
  @Nullable String expression(String expression, Refusal refusal) {
    if (expression.startsWith("'")) {
      return expression.substring(1, expression.length() - 1);
    }
    var name = expression.substring(expression.lastIndexOf('.') + 1);
    if (expression.startsWith("method.request.header.")) {
      return request.header(name);
    }
    if (expression.startsWith("method.request.querystring.")) {
      return request.queryParameter(name);
    }
    if (expression.startsWith("stageVariables.")) {
      return stageVariable(name);
    }
    return variable(expression.substring("context.".length()), refusal);
  }

  @Nullable String stageVariable(String name) {
    return stage.variables().get(name);
  }

  /// The value of `$context.<name>` for a request that is refused, or null.
  @Nullable String variable(String name, Refusal refusal) {
    return switch (name) {
      case "error.message" -> refusal.message();
      case "error.messageString" -> quoted(refusal.message());
      case "error.responseType" -> refusal.type().name();
      default -> variable(name);
    };
  }

  /// The value of `$context.<name>`, or null.
  @Nullable String variable(String name) {
    return switch (name) {
      case "accountId" -> stage.accountId();
      case "apiId" -> stage.apiId();
      case "deploymentId" -> stage.deploymentId();
      case "domainName" -> request.domainName();
      case "domainPrefix" -> request.domainName().split("\\.", 2)[0];
      case "extendedRequestId" -> request.extendedRequestId();
      case "httpMethod" -> request.method();
      case "identity.sourceIp" -> request.sourceIp();
      case "identity.userAgent" -> request.header("User-Agent");
      case "path" -> request.stagePath();
      case "protocol" -> request.protocol();
      case "requestId" -> request.requestId();
      case "requestTime" -> RequestTime.format(request.time());
      case "requestTimeEpoch" -> Long.toString(request.time().toEpochMilli());
      case "resourcePath" -> resource;
      case "stage" -> stage.name();
      default ->
          authorizer != null && name.startsWith(AUTHORIZER)
              ? variable(name.substring(AUTHORIZER.length()), authorizer)
              : null;
    };
  }

  private static @Nullable String variable(String name, AuthorizerOutcome.Answered authorizer) {
    return switch (name) {
      case "principalId" -> authorizer.authorization().principalId();
      case "integrationLatency", "latency" -> Long.toString(authorizer.latencyMillis());
      default -> authorizer.authorization().context().get(name);
    };
  }

  private static String quoted(@Nullable String message) {
    return message == null
        ? "null"
        : '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(message)) + '"';
  }
}
