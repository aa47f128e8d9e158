package dev.cubby.functions.keys;

import static dev.cubby.shared.auth.Access.ADMIN;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.id.UuidV7;
import dev.cubby.shared.problem.Problem.NotFound;
import java.time.InstantSource;

/// `GET /users/{userId}/usage`: returns a page of the usage of a user's keys, ordered by creation.
public final class GetUserUsage extends ApiFunction {

  // Each key may take a call to API Gateway, which allows ten a second.
  private static final int MAX_LIMIT = 10;

  private final KeyStore keys;
  private final UsageReports usage;

  public GetUserUsage() {
    this(
        new KeyStore(Wiring.table()),
        new UsageReports(Wiring.table(), Wiring.gatewayPlans(), InstantSource.system()),
        InstantSource.system());
  }

  GetUserUsage(KeyStore keys, UsageReports usage, InstantSource clock) {
    super(ADMIN, clock);
    this.keys = keys;
    this.usage = usage;
  }

  @Override
  protected Response handle(Request request) {
    var userId = request.pathId("userId", "user");
    var paging = request.paging(userId, MAX_LIMIT, UuidV7::isUuid);
    return keys.list(userId, paging.page(), request.time())
        .map(page -> Response.page(paging, page.map(key -> usage.of(key, request.time()))))
        .orElseGet(() -> Response.problem(NotFound.of("user")));
  }
}
