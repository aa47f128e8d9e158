package dev.cubby.functions.keys;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponseV1;
import dev.cubby.functions.Wiring;
import dev.cubby.shared.auth.ApiKey;
import dev.cubby.shared.aws.Canned;
import dev.cubby.shared.http.Headers;
import dev.cubby.shared.json.Json;
import dev.cubby.shared.log.RequestLog;
import dev.cubby.shared.snapstart.BeforeSnapshot;
import dev.cubby.shared.snapstart.WarmUp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/// The API's authorizer: maps the key in `x-api-key` to the policy of its roles, the caller's
/// context, and the identifier by which a usage plan counts the key. API Gateway caches the
/// response for `AuthorizerCacheSeconds`.
public final class Authorize
    implements RequestHandler<APIGatewayCustomAuthorizerEvent, IamPolicyResponseV1> {

  private final KeyStore keys;
  private final InstantSource clock;

  public Authorize() {
    this(new KeyStore(Wiring.table()), InstantSource.system());
    BeforeSnapshot.run(this::rehearse);
  }

  Authorize(KeyStore keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /// Returns the policy for the caller of `event`.
  ///
  /// @throws UnauthorizedException if the key is malformed (no read) or unknown
  @Override
  public IamPolicyResponseV1 handleRequest(APIGatewayCustomAuthorizerEvent event, Context context) {
    if (WarmUp.is(event)) {
      return IamPolicyResponseV1.builder().withPolicyDocument(RoutePolicy.allowNone()).build();
    }
    var start = clock.instant();
    var log =
        new RequestLog(
            "Authorize",
            event.getHttpMethod() + " " + event.getResource(),
            event.getRequestContext().getRequestId());
    int status = 503;
    try {
      var response = log.during(() -> authorize(event, start, log));
      status = 200;
      return response;
    } catch (UnauthorizedException e) {
      status = 401;
      throw e;
    } catch (RuntimeException e) {
      log.failure(e);
      throw e;
    } finally {
      log.write(status, start, Duration.between(start, clock.instant()));
    }
  }

  private void rehearse() {
    var event = Json.readResource("/events/authorize.json", APIGatewayCustomAuthorizerEvent.class);
    Canned.FOUND.during(
        () -> authorize(event, clock.instant(), new RequestLog("Authorize", "", "")));
  }

  private IamPolicyResponseV1 authorize(
      APIGatewayCustomAuthorizerEvent event, Instant time, RequestLog log) {
    var hash =
        Headers.find(event.getHeaders(), "x-api-key")
            .flatMap(ApiKey::parse)
            .map(ApiKey::hash)
            .orElseThrow(UnauthorizedException::new);
    var key = keys.find(hash).orElseThrow(UnauthorizedException::new);
    var caller = key.caller();
    log.caller(caller.userId(), caller.keyId());
    boolean expired = caller.hasExpired(time);
    if (!expired) {
      markUsed(hash, key, time, log);
    }
    return IamPolicyResponseV1.builder()
        .withPrincipalId(caller.userId())
        .withUsageIdentifierKey(hash)
        .withContext(Map.copyOf(caller.toContext()))
        .withPolicyDocument(
            expired
                ? RoutePolicy.denyAll(event.getMethodArn())
                : RoutePolicy.allow(caller.roles(), event.getMethodArn()))
        .build();
  }

  // At most one write per key and day. A failure is logged and does not reject the request.
  private void markUsed(String hash, KnownKey key, Instant time, RequestLog log) {
    var today = LocalDate.ofInstant(time, ZoneOffset.UTC);
    if (key.wasUsedOn(today)) {
      return;
    }
    try {
      keys.markUsed(hash, today);
    } catch (RuntimeException e) {
      log.failure(e);
    }
  }

  /// API Gateway returns 401 for exactly this message; any other is a failure of the authorizer.
  static final class UnauthorizedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnauthorizedException() {
      super("Unauthorized", null, false, false);
    }
  }
}
