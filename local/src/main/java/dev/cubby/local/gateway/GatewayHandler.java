package dev.cubby.local.gateway;

import static java.util.Objects.requireNonNull;

import dev.cubby.local.lambda.LambdaRuntime;
import dev.cubby.local.template.ApiDefinition;
import dev.cubby.local.template.RouteDefinition;
import dev.cubby.local.usage.UsagePlans;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Handles a request: size, stage, route, authorizer, limits, integration. It blocks and holds no
/// lock.
final class GatewayHandler extends Handler.Abstract {

  private final ApiDefinition api;
  private final StageIdentity stage;
  private final String stagePrefix;
  private final InstantSource clock;
  private final Router router;
  private final Metering metering;
  private final LambdaIntegration integration;
  private final GatewayResponses gatewayResponses;
  private final RequestLog requestLog;
  private final Map<String, Authorizer> authorizers = new HashMap<>();

  /// @param stagePrefix the prefix of every path: empty, or a slash and the stage
  GatewayHandler(
      ApiDefinition api,
      StageIdentity stage,
      String stagePrefix,
      LambdaRuntime functions,
      UsagePlans usagePlans,
      GatewayResponses gatewayResponses,
      Timeouts timeouts,
      RequestLog requestLog,
      InstantSource clock) {
    this.api = api;
    this.stage = stage;
    this.stagePrefix = stagePrefix;
    this.clock = clock;
    this.router = new Router(api.routes(), api.cors() != null);
    this.integration = new LambdaIntegration(api, stage, functions, timeouts.integration());
    this.metering = new Metering(api.apiKeySource(), usagePlans);
    this.gatewayResponses = gatewayResponses;
    this.requestLog = requestLog;
    api.authorizers()
        .forEach((name, definition) ->
            authorizers.put(
                name, new Authorizer(definition, stage, functions, timeouts.authorizer(), clock)));
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    long start = System.nanoTime();
    var apiRequest = RequestReader.read(request, stagePrefix, clock.instant());
    var exchange =
        switch (RequestBody.read(request)) {
          case RequestBody.Refused(var refusal) -> refused(refusal, null, apiRequest, null);
          case RequestBody.Whole body -> exchange(apiRequest, body.bytes());
        };
    // The line is in the log before the client has the response.
    requestLog.write(exchange, millisSince(start));
    ResponseWriter.write(exchange.answer(), apiRequest, response, callback);
    return true;
  }

  private Exchange exchange(ApiRequest request, byte[] body) {
    if (!isOfStage(request)) {
      return refused(Refusal.noSuchStage(), null, request, null);
    }
    var match = router.match(request.method(), request.path());
    if (match == null) {
      return refused(Refusal.noSuchRoute(), null, request, null);
    }
    var route = match.methods().get(request.method());
    var cors = api.cors();
    if (route == null && cors != null && request.method().equals("OPTIONS")) {
      return switch (admit(cors.authorizer(), "OPTIONS", cors.apiKeyRequired(), request, match)) {
        case Admission.Refused(var refusal, var authorizer) ->
            refused(refusal, authorizer, request, match);
        case Admission.Admitted(var authorizer, _) ->
            new Exchange(
                request,
                match,
                authorizer,
                null,
                null,
                null,
                Preflight.answer(cors, match.methods().keySet()));
      };
    }
    if (route == null) {
      route = match.methods().get("ANY");
    }
    if (route == null) {
      return refused(Refusal.noSuchRoute(), null, request, match);
    }
    return switch (admit(
        route.authorizer(), route.method(), route.apiKeyRequired(), request, match)) {
      case Admission.Refused(var refusal, var authorizer) ->
          refused(refusal, authorizer, request, match);
      case Admission.Admitted admitted -> integrated(request, match, route, body, admitted);
    };
  }

  private Exchange integrated(
      ApiRequest request,
      Router.Match match,
      RouteDefinition route,
      byte[] body,
      Admission.Admitted admitted) {
    long start = System.nanoTime();
    var outcome = integration.outcome(request, match, route, body, admitted);
    long millis = millisSince(start);
    return switch (outcome) {
      case IntegrationOutcome.Answered(var answer) ->
          new Exchange(
              request, match, admitted.authorizer(), route.functionId(), null, millis, answer);
      case IntegrationOutcome.Failed(var refusal) ->
          new Exchange(
              request,
              match,
              admitted.authorizer(),
              route.functionId(),
              refusal,
              millis,
              shaped(refusal, admitted.authorizer(), request, match));
    };
  }

  private boolean isOfStage(ApiRequest request) {
    var path = request.stagePath();
    return path.equals(stagePrefix) || path.startsWith(stagePrefix + "/");
  }

  private Admission admit(
      @Nullable String authorizer,
      String method,
      boolean needsKey,
      ApiRequest request,
      Router.Match match) {
    var authorized =
        authorizer == null
            ? new Admission.Admitted(null, null)
            : requireNonNull(authorizers.get(authorizer)).admit(request, match);
    return switch (authorized) {
      case Admission.Refused refused -> refused;
      case Admission.Admitted admitted ->
          metering.admit(admitted, request, match, method, needsKey);
    };
  }

  private Exchange refused(
      Refusal refusal,
      AuthorizerOutcome.@Nullable Answered authorizer,
      ApiRequest request,
      Router.@Nullable Match match) {
    return new Exchange(
        request,
        match,
        authorizer,
        null,
        refusal,
        null,
        shaped(refusal, authorizer, request, match));
  }

  private ApiResponse shaped(
      Refusal refusal,
      AuthorizerOutcome.@Nullable Answered authorizer,
      ApiRequest request,
      Router.@Nullable Match match) {
    var resource = match == null ? null : match.resource();
    return gatewayResponses.answer(
        refusal, new GatewayContext(stage, request, resource, authorizer));
  }

  private static long millisSince(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }
}
