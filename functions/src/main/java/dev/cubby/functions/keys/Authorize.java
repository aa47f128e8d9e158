package dev.cubby.functions.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponseV1;
import dev.cubby.functions.Wiring;
import dev.cubby.shared.auth.ApiKey;
import dev.cubby.shared.aws.Canned;
import dev.cubby.shared.http.Headers;
import dev.cubby.shared.http.TraceParent;
import dev.cubby.shared.json.GatewayEvents;
import dev.cubby.shared.log.RequestLog;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.shared.resource.ClassPath;
import dev.cubby.shared.snapstart.BeforeSnapshot;
import dev.cubby.shared.snapstart.WarmUp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/// The API's authorizer: maps the key in `x-api-key` to the policy of its roles, the caller's
/// context with the `RateLimit-Policy` of the plan, and the identifier by which a usage plan counts
/// the key. API Gateway caches the response for `AuthorizerCacheSeconds`.
public final class Authorize implements RequestStreamHandler {

  // As often as functions with a route.
  private static final int ROUNDS = 50;

  private final KeyStore keys;
  private final Map<String, String> rateLimitPolicies;
  private final InstantSource clock;

  public Authorize() {
    this(new KeyStore(Wiring.table()), Wiring.rateLimitPolicies(), InstantSource.system());
    BeforeSnapshot.run(this::rehearse);
  }

  Authorize(KeyStore keys, Map<String, String> rateLimitPolicies, InstantSource clock) {
    this.keys = keys;
    this.rateLimitPolicies = rateLimitPolicies;
    this.clock = clock;
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    GatewayEvents.write(handleRequest(GatewayEvents.readAuthorizer(event)), response);
  }

  /// Returns the policy for the caller of `event`.
  ///
  /// @throws UnauthorizedException if the key is malformed (no read) or unknown
  IamPolicyResponseV1 handleRequest(APIGatewayCustomAuthorizerEvent event) {
    if (WarmUp.is(event)) {
      return IamPolicyResponseV1.builder().withPolicyDocument(RoutePolicy.allowNone()).build();
    }
    var start = clock.instant();
    var log =
        new RequestLog(
            "Authorize",
            event.getHttpMethod() + " " + event.getResource(),
            event.getRequestContext().getRequestId());
    // Of a repeated header, an authorizer's event type has the last line only.
    log.trace(
        Headers.find(event.getHeaders(), TraceParent.HEADER)
            .flatMap(TraceParent::traceId)
            .orElse(null));
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

  // A known key, an unknown one, and once, because it waits between attempts, no database.
  private void rehearse() {
    var event = ClassPath.text(Authorize.class, "/events/authorize.json").getBytes(UTF_8);
    for (int round = 0; round < ROUNDS; round++) {
      Canned.FOUND.during(() -> rehearse(event));
      Canned.ABSENT.during(() -> rehearse(event));
    }
    Canned.UNAVAILABLE.during(() -> rehearse(event));
  }

  private void rehearse(byte[] json) {
    try {
      var event = GatewayEvents.readAuthorizer(new ByteArrayInputStream(json));
      var response = authorize(event, clock.instant(), new RequestLog("Authorize", "", ""));
      GatewayEvents.write(response, OutputStream.nullOutputStream());
    } catch (UnauthorizedException | ProblemException _) {
      // The answer to an unknown key, and that without a database.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    var callerContext = caller.toContext();
    callerContext.put(
        "rateLimitPolicy", requireNonNull(rateLimitPolicies.get(caller.plan()), caller.plan()));
    boolean expired = caller.hasExpired(time);
    if (!expired) {
      markUsed(hash, key, time, log);
    }
    return IamPolicyResponseV1.builder()
        .withPrincipalId(caller.userId())
        .withUsageIdentifierKey(hash)
        .withContext(Map.copyOf(callerContext))
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
