package dev.cubby.functions.users;

import static dev.cubby.shared.auth.Access.ANY_ROLE;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.auth.Role;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `GET /me`: returns the caller's user and key. The authorizer has read all but the name.
public final class GetMe extends ApiFunction {

  /// The user of the first admin key, which `Bootstrap` makes, has no name.
  private record Me(
      String userId,
      @Nullable String name,
      String keyId,
      Set<Role> roles,
      String plan,
      @Nullable Instant expiresAt) {}

  private final UserStore users;

  public GetMe() {
    this(new UserStore(Wiring.table()), InstantSource.system());
  }

  GetMe(UserStore users, InstantSource clock) {
    super(ANY_ROLE, clock);
    this.users = users;
  }

  @Override
  protected Response handle(Request request) {
    var caller = request.caller();
    var name = users.find(caller.userId()).map(user -> user.profile().name()).orElse(null);
    return Response.ok(
        new Me(
            caller.userId(),
            name,
            caller.keyId(),
            caller.roles(),
            caller.plan(),
            caller.expiresAt()));
  }
}
