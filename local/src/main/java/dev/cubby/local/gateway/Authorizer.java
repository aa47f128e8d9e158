package dev.cubby.local.gateway;

import dev.cubby.local.lambda.InvocationResult;
import dev.cubby.local.lambda.LambdaRuntime;
import dev.cubby.local.template.AuthorizerDefinition;
import dev.cubby.local.template.GatewayResponseType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A Lambda authorizer of type REQUEST ("Use API Gateway Lambda authorizers").
final class Authorizer {

  private static final Refusal FAILURE = Refusal.of(GatewayResponseType.AUTHORIZER_FAILURE, null);

  private final AuthorizerDefinition definition;
  private final StageIdentity stage;
  private final LambdaRuntime functions;
  private final EventWriter events;
  private final AuthorizerCache cache;
  private final Duration timeout;

  /// @param timeout how long to wait for the function
  Authorizer(
      AuthorizerDefinition definition,
      StageIdentity stage,
      LambdaRuntime functions,
      Duration timeout,
      InstantSource clock) {
    this.definition = definition;
    this.stage = stage;
    this.functions = functions;
    this.timeout = timeout;
    this.events = new EventWriter(stage);
    this.cache = new AuthorizerCache(definition.timeToLive(), clock);
  }

  /// Authorizes `request`. The function is not invoked if an identity source is missing or its
  /// result is cached.
  Admission admit(ApiRequest request, Router.Match match) {
    var identity = identity(request, match);
    if (identity == null) {
      return new Admission.Refused(Refusal.unauthorized(), null);
    }
    var methodArn = stage.methodArn(request.method(), request.path());
    var outcome =
        definition.timeToLive().isZero()
            ? call(request, match, methodArn)
            : cache.get(identity, () -> call(request, match, methodArn));
    return switch (outcome) {
      case AuthorizerOutcome.Failed(var refusal) -> new Admission.Refused(refusal, null);
      case AuthorizerOutcome.Answered answered ->
          switch (answered.authorization().policy().effect(methodArn)) {
            case ALLOW -> new Admission.Admitted(answered, null);
            case EXPLICIT_DENY -> new Admission.Refused(Refusal.explicitDeny(), answered);
            case IMPLICIT_DENY -> new Admission.Refused(Refusal.implicitDeny(), answered);
          };
    };
  }

  /// The values of the identity sources; null if one is missing or empty.
  private @Nullable List<String> identity(ApiRequest request, Router.Match match) {
    var values = new ArrayList<@Nullable String>();
    definition.headers().forEach(name -> values.add(request.header(name)));
    definition.queryStrings().forEach(name -> values.add(request.queryParameter(name)));
    definition.stageVariables().forEach(name -> values.add(stage.variables().get(name)));
    var context = new GatewayContext(stage, request, match.resource(), null);
    definition.contextVariables().forEach(name -> values.add(context.variable(name)));
    var identity = new ArrayList<String>();
    for (var value : values) {
      if (value == null || value.isEmpty()) {
        return null;
      }
      identity.add(value);
    }
    return identity;
  }

  private AuthorizerOutcome call(ApiRequest request, Router.Match match, String methodArn) {
    long start = System.nanoTime();
    var event = events.authorizerEvent(request, match, methodArn);
    var result = functions.invoke(definition.functionId(), event, timeout);
    return result.isEmpty()
        ? new AuthorizerOutcome.Failed(Refusal.timedOut())
        : outcome(result.get(), start);
  }

  private AuthorizerOutcome outcome(InvocationResult result, long start) {
    return switch (result) {
      case InvocationResult.Success success -> answered(success.payload(), start);
      case InvocationResult.Failure failure -> new AuthorizerOutcome.Failed(refusal(failure));
      case InvocationResult.Refused _ -> new AuthorizerOutcome.Failed(FAILURE);
    };
  }

  private static Refusal refusal(InvocationResult.Failure failure) {
    if (failure.isTimeout()) {
      return Refusal.timedOut();
    }
    return failure.isUnauthorized() ? Refusal.unauthorized() : FAILURE;
  }

  private AuthorizerOutcome answered(byte[] payload, long start) {
    try {
      var authorization = Authorization.parse(payload);
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      return new AuthorizerOutcome.Answered(authorization, millis);
    } catch (MalformedResultException e) {
      System.err.println(
          "Authorizer " + definition.name() + " did not return a policy: " + e.getMessage());
      return new AuthorizerOutcome.Failed(
          Refusal.of(GatewayResponseType.AUTHORIZER_CONFIGURATION_ERROR, null));
    }
  }
}
