package dev.cubby.shared.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.cubby.shared.json.Json;
import dev.cubby.shared.problem.Problem.NotFound;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Takes a function's event of events/ through everything but the operation itself, which could
/// write.
record Rehearsal(Class<?> function) implements Runnable {

  @Override
  public void run() {
    var event = Json.readResource(resource(), APIGatewayProxyRequestEvent.class);
    var request = new Request(event, Instant.EPOCH);
    if (request.isAuthorized()) {
      request.caller();
    }
    if (event.getBody() != null) {
      bodyType().ifPresentOrElse(request::body, request::json);
    }
    Response.problem(new NotFound("Rehearsed before the snapshot")).toEvent(request, Map.of());
  }

  /// The record `Body`, the function's own or its package's; empty if it takes any JSON.
  private Optional<Class<?>> bodyType() {
    return Stream.of(function.getName() + "$Body", function.getPackageName() + ".Body")
        .<Class<?>>flatMap(name -> Stream.ofNullable(typeOf(name)))
        .findFirst();
  }

  private @Nullable Class<?> typeOf(String name) {
    try {
      return Class.forName(name, true, function.getClassLoader());
    } catch (ClassNotFoundException _) {
      return null;
    }
  }

  /// `events/get-record.json` for `GetRecord`.
  private String resource() {
    return "/events/"
        + function.getSimpleName().replaceAll("(?<!^)([A-Z])", "-$1").toLowerCase(Locale.ROOT)
        + ".json";
  }
}
