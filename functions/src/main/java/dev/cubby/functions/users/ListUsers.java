package dev.cubby.functions.users;

import static dev.cubby.shared.auth.Role.ADMIN;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Page;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.id.UuidV7;
import dev.cubby.shared.validation.EmailAddress;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// `GET /users`: a page of the users in the order of their creation, or the one that has the
/// address `email`.
public final class ListUsers extends ApiFunction {

  private static final int MAX_LIMIT = 100;

  record Filter(@EmailAddress @Nullable String email) {}

  private final UserStore users;

  public ListUsers() {
    this(new UserStore(Wiring.table()), InstantSource.system());
  }

  ListUsers(UserStore users, InstantSource clock) {
    super(clock);
    this.users = users;
  }

  @Override
  protected Response handle(Request request) {
    request.caller(ADMIN);
    var paging = request.paging("", MAX_LIMIT, UuidV7::isUuid, "email");
    var email = request.valid(new Filter(request.query("email").orElse(null))).email();
    var page =
        email == null
            ? users.list(paging.page(), request.time())
            : new Page<>(users.findByEmail(email).stream().toList(), null);
    return Response.page(paging, page.map(UserDocument::of));
  }
}
