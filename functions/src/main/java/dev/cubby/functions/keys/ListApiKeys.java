package dev.cubby.functions.keys;

import static dev.cubby.shared.auth.Access.ADMIN;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.id.UuidV7;
import dev.cubby.shared.problem.Problem.NotFound;
import java.time.InstantSource;

/// `GET /users/{userId}/keys`: returns a page of a user's keys, ordered by creation, without the
/// keys themselves.
public final class ListApiKeys extends ApiFunction {

  private static final int MAX_LIMIT = 100;

  private final KeyStore keys;

  public ListApiKeys() {
    this(new KeyStore(Wiring.table()), InstantSource.system());
  }

  ListApiKeys(KeyStore keys, InstantSource clock) {
    super(ADMIN, clock);
    this.keys = keys;
  }

  @Override
  protected Response handle(Request request) {
    var userId = request.pathId("userId", "user");
    var paging = request.paging(userId, MAX_LIMIT, UuidV7::isUuid);
    return keys.list(userId, paging.page(), request.time())
        .map(page -> Response.page(paging, page.map(KeyDocument::of)))
        .orElseGet(() -> Response.problem(NotFound.of("user")));
  }
}
