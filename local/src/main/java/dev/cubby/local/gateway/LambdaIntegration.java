package dev.cubby.local.gateway;

import dev.cubby.local.lambda.InvocationResult;
import dev.cubby.local.lambda.LambdaRuntime;
import dev.cubby.local.template.ApiDefinition;
import dev.cubby.local.template.RouteDefinition;
import java.time.Duration;

/// The Lambda proxy integration: sends the request as an event, and the function's result as the
/// response.
final class LambdaIntegration {

  private final LambdaRuntime functions;
  private final MediaTypes binaryMediaTypes;
  private final Compression compression;
  private final EventWriter events;
  private final Duration timeout;

  /// @param timeout how long to wait for a function's result
  LambdaIntegration(
      ApiDefinition api, StageIdentity stage, LambdaRuntime functions, Duration timeout) {
    this.functions = functions;
    this.timeout = timeout;
    this.binaryMediaTypes = new MediaTypes(api.binaryMediaTypes());
    this.compression = new Compression(api.minimumCompressionSize());
    this.events = new EventWriter(stage);
  }

  /// Invokes the function of `route`.
  IntegrationOutcome outcome(
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
    var result = functions.invoke(route.functionId(), event, timeout);
    return result.isEmpty()
        ? new IntegrationOutcome.Failed(Refusal.timedOut())
        : outcome(result.get(), request, route);
  }

  private IntegrationOutcome outcome(
      InvocationResult result, ApiRequest request, RouteDefinition route) {
    return switch (result) {
      case InvocationResult.Success success -> answered(success.payload(), request, route);
      case InvocationResult.Failure failure ->
          new IntegrationOutcome.Failed(
              failure.isTimeout() ? Refusal.timedOut() : Refusal.badIntegration());
      case InvocationResult.Refused(var reason) ->
          new IntegrationOutcome.Failed(
              switch (reason) {
                case THROTTLED -> Refusal.noInvocation();
                case TOO_LARGE -> Refusal.tooLarge();
              });
    };
  }

  private IntegrationOutcome answered(byte[] payload, ApiRequest request, RouteDefinition route) {
    try {
      return new IntegrationOutcome.Answered(
          compression.apply(
              request.header("Accept-Encoding"),
              ProxyResponse.read(payload, binaryMediaTypes.matches(request.header("Accept")))));
    } catch (UndecodableBodyException e) {
      System.err.println(route.functionId() + " returned a body that is not base64");
      return new IntegrationOutcome.Failed(Refusal.undecodableBody());
    } catch (MalformedResultException e) {
      System.err.println(
          route.functionId() + " did not return a proxy response: " + e.getMessage());
      return new IntegrationOutcome.Failed(Refusal.badIntegration());
    }
  }
}
