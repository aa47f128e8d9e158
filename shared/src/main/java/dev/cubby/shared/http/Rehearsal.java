package dev.cubby.shared.http;

import dev.cubby.shared.json.GatewayEvents;
import dev.cubby.shared.problem.Problem.NotFound;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Processes a function's event from events/, except for the operation itself, which could write.
record Rehearsal(Class<?> function, @Nullable Class<?> body) implements Runnable {

  private static final Pattern CAPITAL = Pattern.compile("(?<!^)[A-Z]");

  @Override
  public void run() {
    var event = GatewayEvents.readResource(resource());
    var request = new Request(event, Instant.EPOCH);
    if (request.isAuthorized()) {
      request.caller();
    }
    if (body != null && event.getBody() != null) {
      request.body(body);
    }
    Response.problem(new NotFound("Rehearsed before the snapshot")).toEvent(request, Map.of());
  }

  /// Returns `events/get-record.json` for `GetRecord`.
  private String resource() {
    return "/events/"
        + CAPITAL.matcher(function.getSimpleName()).replaceAll("-$0").toLowerCase(Locale.ROOT)
        + ".json";
  }
}
