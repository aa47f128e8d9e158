package dev.cubby.functions.users;

import static dev.cubby.shared.auth.Role.ADMIN;

import dev.cubby.functions.UserPartition;
import dev.cubby.functions.Wiring;
import dev.cubby.functions.users.UserOutcome.Absent;
import dev.cubby.functions.users.UserOutcome.Deleted;
import dev.cubby.functions.users.UserOutcome.Moved;
import dev.cubby.shared.dynamodb.Eraser;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.problem.Problem.NotFound;
import dev.cubby.shared.problem.Problem.PreconditionFailed;
import java.time.Duration;
import java.time.InstantSource;

/// `DELETE /users/{userId}`: deletes a user and their keys, and answers 200 with the user as they
/// were. All they stored goes after that: the table's stream has `PurgeUser` delete it, which may
/// be busy with others at first.
public final class DeleteUser extends ApiFunction {

  // Since the request arrived. Keys that are left then, `PurgeUser` deletes before all else.
  private static final Duration TIME_FOR_KEYS = Duration.ofSeconds(8);

  private final UserStore users;
  private final Eraser eraser;

  public DeleteUser() {
    this(
        new UserStore(Wiring.table()),
        new Eraser(Wiring.table(), InstantSource.system()),
        InstantSource.system());
  }

  DeleteUser(UserStore users, Eraser eraser, InstantSource clock) {
    super(clock);
    this.users = users;
    this.eraser = eraser;
  }

  @Override
  protected Response handle(Request request) {
    request.caller(ADMIN);
    var precondition = request.preconditionOfExisting();
    return switch (users.delete(request.pathId("userId", "user"), request.time(), precondition)) {
      case Deleted(var user) -> {
        eraser.erase(
            UserPartition.of(user.userId()),
            UserPartition.KEYS,
            request.time().plus(TIME_FOR_KEYS));
        yield Response.ok(UserDocument.of(user));
      }
      case Moved(var current) -> Response.problem(new PreconditionFailed(current));
      case Absent _ -> Response.problem(NotFound.of("user"));
    };
  }
}
