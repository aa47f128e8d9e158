package dev.cubby.functions.users;

import static dev.cubby.shared.auth.Access.ADMIN;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Page;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.id.UuidV7;
import dev.cubby.shared.validation.EmailAddress;
import java.time.InstantSource;

/// `GET /users`: returns a page of the users, ordered by creation, or the user with the address
/// `email`.
public final class ListUsers extends ApiFunction {

  private static final int MAX_LIMIT = 100;

  record Filter(@EmailAddress String email) {}

  private final UserStore users;

  public ListUsers() {
    this(new UserStore(Wiring.table()), InstantSource.system());
  }

  ListUsers(UserStore users, InstantSource clock) {
    super(ADMIN, clock);
    this.users = users;
  }

  @Override
  protected Response handle(Request request) {
    var paging = request.paging("", MAX_LIMIT, UuidV7::isUuid, "email");
    var page =
        request
            .query("email")
            .map(email -> request.valid(new Filter(email)).email())
            .map(email -> Page.of(users.findByEmail(email).stream()))
            .orElseGet(() -> users.list(paging.page(), request.time()));
    return Response.page(paging, page.map(UserDocument::of));
  }
}
