package dev.cubby.shared.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.cubby.shared.log.RequestLog;
import dev.cubby.shared.problem.Problem.Unexpected;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.shared.snapstart.BeforeSnapshot;
import dev.cubby.shared.snapstart.WarmUp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// One endpoint of the API: one Lambda function behind API Gateway's proxy integration.
///
/// The only place that catches what a handler throws: a [ProblemException] becomes its problem
/// document, anything else a 500 that says nothing but the request's id, and is logged. Each
/// request leaves one line of [RequestLog]; a [WarmUp] is none.
public abstract class ApiFunction
    implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {

  private final InstantSource clock;
  private final Map<String, String> commonHeaders = new LinkedHashMap<>();

  @SuppressWarnings("this-escape") // Called long after construction, before the snapshot.
  protected ApiFunction(InstantSource clock) {
    this.clock = clock;
    // An answer is for its caller only. Unlike Authorization (RFC 9111 §3.5), x-api-key does not
    // keep a shared cache from storing it for others.
    commonHeaders.put("Cache-Control", "private, no-cache");
    // A value is served as what its writer made it; no browser may guess another type.
    commonHeaders.put("X-Content-Type-Options", "nosniff");
    var origin = System.getenv("ALLOWED_ORIGIN");
    if (origin != null) {
      commonHeaders.put("Access-Control-Allow-Origin", origin);
      commonHeaders.put(
          "Access-Control-Expose-Headers", "ETag,Link,Location,Retry-After,X-Request-Id");
    }
    BeforeSnapshot.run(() -> new Rehearsal(getClass()).run());
  }

  /// Answers `request`, or throws a [ProblemException].
  protected abstract Response handle(Request request);

  @Override
  public final APIGatewayProxyResponseEvent handleRequest(
      APIGatewayProxyRequestEvent event, Context context) {
    if (WarmUp.is(event)) {
      return new APIGatewayProxyResponseEvent();
    }
    var start = System.nanoTime();
    var request = new Request(event, clock.instant());
    var log = new RequestLog(getClass().getSimpleName(), request.route(), request.id());
    log.caller(request.authorizerValue("userId"), request.authorizerValue("keyId"));
    var response = log.during(() -> respond(request, log));
    var answer = response.toEvent(request, commonHeaders);
    log.write(response.status(), request.time(), Duration.ofNanos(System.nanoTime() - start));
    return answer;
  }

  private Response respond(Request request, RequestLog log) {
    try {
      return handle(request);
    } catch (ProblemException e) {
      if (e.getCause() != null) {
        log.failure(e.getCause());
      }
      return Response.problem(e.problem());
    } catch (RuntimeException e) {
      log.failure(e);
      return Response.problem(new Unexpected());
    }
  }
}
