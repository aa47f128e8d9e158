package dev.cubby.shared.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.cubby.shared.auth.Access;
import dev.cubby.shared.json.GatewayEvents;
import dev.cubby.shared.log.RequestLog;
import dev.cubby.shared.problem.Problem.Unexpected;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.shared.snapstart.BeforeSnapshot;
import dev.cubby.shared.snapstart.WarmUp;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// One endpoint of the API: one Lambda function behind API Gateway's proxy integration.
///
/// Only this class catches exceptions of handlers: a [ProblemException] becomes its problem
/// document; any other exception is logged and becomes a 500 that shows only the request id. Each
/// request writes one line of [RequestLog]; a [WarmUp] writes none.
public abstract class ApiFunction implements RequestStreamHandler {

  // So often that the JIT compiler, from 200 calls of a method on, gets to what every request runs.
  private static final int ROUNDS = 50;

  // Made before the snapshot, which takes the JDK a millisecond.
  private static final Consumer<String> OUTPUT = ApiFunction::print;

  private final Access access;
  private final InstantSource clock;
  private final List<String> parameters;
  private final Map<String, String> commonHeaders = new LinkedHashMap<>();

  /// Creates an endpoint that accepts the query `parameters`, repeatedly if a name ends in `...`.
  @SuppressWarnings("this-escape") // Called after construction, before the snapshot.
  protected ApiFunction(Access access, InstantSource clock, String... parameters) {
    this.access = access;
    this.clock = clock;
    this.parameters = List.of(parameters);
    // Responses are for their caller only. Unlike Authorization (RFC 9111 §3.5), x-api-key does not
    // keep a shared cache from storing a response.
    commonHeaders.put("Cache-Control", "private, no-cache");
    // Clients choose the stored values; a browser must not guess another type.
    commonHeaders.put("X-Content-Type-Options", "nosniff");
    var origin = System.getenv("ALLOWED_ORIGIN");
    if (origin != null) {
      commonHeaders.put("Access-Control-Allow-Origin", origin);
      commonHeaders.put(
          "Access-Control-Expose-Headers",
          "Cubby-Units,ETag,Link,Location,RateLimit-Policy,Retry-After,X-Request-Id");
    }
    BeforeSnapshot.run(() -> rehearse(ROUNDS));
  }

  /// Returns the response to a `request` that [Access] allows.
  ///
  /// @throws ProblemException if the request fails
  protected abstract Response handle(Request request);

  /// Whether the function changes what exists, so that even a POST takes `If-Match`.
  protected boolean changesExisting() {
    return false;
  }

  @Override
  public final void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    GatewayEvents.write(handleRequest(GatewayEvents.read(event)), response);
  }

  /// Returns the response to an event of API Gateway.
  public final APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event) {
    return answer(event, OUTPUT);
  }

  /// Returns the response to an event, and gives the line of the log to `output`.
  final APIGatewayProxyResponseEvent answer(
      APIGatewayProxyRequestEvent event, Consumer<String> output) {
    if (WarmUp.is(event)) {
      return new APIGatewayProxyResponseEvent();
    }
    var start = System.nanoTime();
    var request = new Request(event, clock.instant());
    var log = new RequestLog(getClass().getSimpleName(), request.route(), request.id());
    log.caller(request.authorizerValue("userId"), request.authorizerValue("keyId"));
    log.trace(request.traceId());
    var response = log.during(() -> respond(request, log));
    var headers = new LinkedHashMap<>(commonHeaders);
    log.units().ifPresent(units -> headers.put("Cubby-Units", units));
    var policy = request.authorizerValue("rateLimitPolicy");
    if (policy != null) {
      headers.put("RateLimit-Policy", policy);
    }
    var answer = response.toEvent(request, headers);
    var took = Duration.ofNanos(System.nanoTime() - start);
    output.accept(log.line(response.status(), request.time(), took));
    return answer;
  }

  /// Rehearses each scene `rounds` times, and returns the statuses of all responses.
  Set<Integer> rehearse(int rounds) {
    return new Rehearsal(this).run(rounds);
  }

  private static void print(String line) {
    System.out.println(line);
  }

  private Response respond(Request request, RequestLog log) {
    try {
      request.admit(access, parameters);
      if (access != Access.PUBLIC && !changesExisting()) {
        request.requireNoPreconditionOfPost();
      }
      return handle(request);
    } catch (ProblemException e) {
      RequestLog.failed(e.getCause());
      return Response.problem(e.problem());
    } catch (RuntimeException e) {
      log.failure(e);
      return Response.problem(new Unexpected());
    }
  }
}
