package dev.cubby.shared.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.cubby.shared.json.Json;
import dev.cubby.shared.problem.Problem.NotFound;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Takes a function's event of events/ through everything but the operation itself, which could
/// write.
record Rehearsal(Class<?> function) implements Runnable {

  @Override
  public void run() {
    var event = Json.readResource(resource(), APIGatewayProxyRequestEvent.class);
    var request = new Request(event, Instant.EPOCH);
    request.caller();
    if (event.getBody() != null) {
      bodyType().ifPresentOrElse(request::body, request::json);
    }
    Response.problem(new NotFound("Rehearsed before the snapshot")).toEvent(request, Map.of());
  }

  /// The function's record `Body`; empty if it takes any JSON.
  private Optional<Class<?>> bodyType() {
    return Arrays.stream(function.getDeclaredClasses())
        .filter(type -> type.getSimpleName().equals("Body"))
        .findFirst();
  }

  /// `events/get-record.json` for `GetRecord`.
  private String resource() {
    return "/events/"
        + function.getSimpleName().replaceAll("(?<!^)([A-Z])", "-$1").toLowerCase(Locale.ROOT)
        + ".json";
  }
}
