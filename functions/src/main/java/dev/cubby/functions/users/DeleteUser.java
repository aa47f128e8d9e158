package dev.cubby.functions.users;

import static dev.cubby.shared.auth.Access.ADMIN;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Eraser;
import dev.cubby.shared.dynamodb.Outcome.Absent;
import dev.cubby.shared.dynamodb.Outcome.Deleted;
import dev.cubby.shared.dynamodb.UserPartition;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.log.RequestLog;
import dev.cubby.shared.problem.Problem.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// `DELETE /users/{userId}`: deletes a user and their keys, and returns the user. `PurgeUser`,
/// which the table's stream invokes, then deletes the user's data, possibly after that of other
/// users.
public final class DeleteUser extends ApiFunction {

  // Measured from the arrival of the request. `PurgeUser` deletes remaining keys first.
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
    super(ADMIN, clock);
    this.users = users;
    this.eraser = eraser;
  }

  @Override
  protected Response handle(Request request) {
    var userId = request.pathId("userId", "user");
    RequestLog.user(userId);
    var outcome = users.delete(userId, request.time(), request.preconditionOfExisting());
    // Of an absent user, an earlier request may have left keys.
    boolean mayHaveKeys =
        outcome instanceof Deleted
            || (outcome instanceof Absent && !userId.equals(UserPartition.ADMINISTRATOR));
    if (mayHaveKeys && !eraseKeys(userId, request.time().plus(TIME_FOR_KEYS))) {
      return Response.problem(new Unavailable(Unavailable.DATABASE));
    }
    return UserDocument.response(outcome);
  }

  private boolean eraseKeys(String userId, Instant deadline) {
    return eraser.erase(UserPartition.of(userId), UserPartition.KEYS, deadline);
  }
}
