package dev.cubby.functions.users;

import static dev.cubby.shared.auth.Role.ADMIN;

import dev.cubby.functions.Wiring;
import dev.cubby.functions.users.UserOutcome.Absent;
import dev.cubby.functions.users.UserOutcome.Deleted;
import dev.cubby.functions.users.UserOutcome.Moved;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.problem.Problem.NotFound;
import dev.cubby.shared.problem.Problem.PreconditionFailed;
import java.time.InstantSource;

/// `DELETE /users/{userId}`: deletes a user and answers 200 with the user as they were. Their keys
/// and all they stored go after that: the table's stream has `PurgeUser` delete them.
public final class DeleteUser extends ApiFunction {

  private final UserStore users;

  public DeleteUser() {
    this(new UserStore(Wiring.table()), InstantSource.system());
  }

  DeleteUser(UserStore users, InstantSource clock) {
    super(clock);
    this.users = users;
  }

  @Override
  protected Response handle(Request request) {
    request.caller(ADMIN);
    var precondition = request.preconditionOfExisting();
    return switch (users.delete(request.pathId("userId", "user"), request.time(), precondition)) {
      case Deleted(var user) -> Response.ok(UserDocument.of(user));
      case Moved(var current) -> Response.problem(new PreconditionFailed(current.toString()));
      case Absent _ -> Response.problem(NotFound.of("user"));
    };
  }
}
