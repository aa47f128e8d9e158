package dev.cubby.local.gateway;

import dev.cubby.local.lambda.InvocationResult;
import dev.cubby.local.lambda.LambdaRuntime;
import dev.cubby.local.template.ApiDefinition;
import dev.cubby.local.template.RouteDefinition;
import org.jspecify.annotations.Nullable;

/// The Lambda proxy integration: the request as an event, the function's result as the answer.
final class LambdaIntegration {

  private final LambdaRuntime functions;
  private final MediaTypes binaryMediaTypes;
  private final EventWriter events;

  LambdaIntegration(ApiDefinition api, StageIdentity stage, LambdaRuntime functions) {
    this.functions = functions;
    this.binaryMediaTypes = new MediaTypes(api.binaryMediaTypes());
    this.events = new EventWriter(stage);
  }

  /// The function's answer, or null where it failed or answered no proxy response.
  @Nullable Answer answer(
      ApiRequest request,
      Router.Match match,
      RouteDefinition route,
      byte[] body,
      Admission.Admitted admitted) {
    var event =
        events.proxyEvent(
            request,
            match,
            body,
            binaryMediaTypes.matches(request.header("Content-Type")),
            admitted.authorizer(),
            admitted.apiKey());
    return switch (functions.invoke(route.functionId(), event)) {
      case InvocationResult.Failure _ -> null;
      case InvocationResult.Success success -> answer(success.payload(), request, route);
    };
  }

  private @Nullable Answer answer(byte[] payload, ApiRequest request, RouteDefinition route) {
    try {
      return ProxyResponse.read(payload, binaryMediaTypes.matches(request.header("Accept")));
    } catch (MalformedResultException e) {
      System.err.println(
          route.functionId() + " did not answer a proxy response: " + e.getMessage());
      return null;
    }
  }
}
