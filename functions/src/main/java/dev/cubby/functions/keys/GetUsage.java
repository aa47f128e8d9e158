package dev.cubby.functions.keys;

import static dev.cubby.shared.auth.Access.ANY_ROLE;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.problem.Problem.NotFound;
import java.time.InstantSource;

/// `GET /usage`: returns the usage of the caller's own key.
public final class GetUsage extends ApiFunction {

  private final KeyStore keys;
  private final UsageReports usage;

  public GetUsage() {
    this(
        new KeyStore(Wiring.table()),
        new UsageReports(Wiring.table(), Wiring.gatewayPlans(), InstantSource.system()),
        InstantSource.system());
  }

  GetUsage(KeyStore keys, UsageReports usage, InstantSource clock) {
    super(ANY_ROLE, clock);
    this.keys = keys;
    this.usage = usage;
  }

  @Override
  protected Response handle(Request request) {
    var caller = request.caller();
    return keys.find(caller.userId(), caller.keyId(), request.time())
        .map(key -> Response.ok(usage.of(key, request.time())))
        .orElseGet(() -> Response.problem(new NotFound("This API key no longer exists")));
  }
}
