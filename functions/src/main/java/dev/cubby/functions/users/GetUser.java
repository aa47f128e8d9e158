package dev.cubby.functions.users;

import static dev.cubby.shared.auth.Access.ADMIN;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.problem.Problem.NotFound;
import java.time.InstantSource;

/// `GET /users/{userId}`: returns a user.
public final class GetUser extends ApiFunction {

  private final UserStore users;

  public GetUser() {
    this(new UserStore(Wiring.table()), InstantSource.system());
  }

  GetUser(UserStore users, InstantSource clock) {
    super(ADMIN, clock);
    this.users = users;
  }

  @Override
  protected Response handle(Request request) {
    return users
        .find(request.pathId("userId", "user"))
        .map(user -> Response.ok(request, user.revision().etag(), UserDocument.of(user)))
        .orElseGet(() -> Response.problem(NotFound.of("user")));
  }
}
