package dev.cubby.functions.keys;

import static dev.cubby.shared.auth.Role.ADMIN;

import dev.cubby.functions.Wiring;
import dev.cubby.functions.keys.KeyOutcome.Absent;
import dev.cubby.functions.keys.KeyOutcome.Done;
import dev.cubby.functions.keys.KeyOutcome.Moved;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.problem.Problem.NotFound;
import dev.cubby.shared.problem.Problem.PreconditionFailed;
import java.time.InstantSource;

/// `DELETE /users/{userId}/keys/{keyId}`: revokes a key and answers 204. It ends as soon as the
/// authorizer's answer of before has left API Gateway's cache.
public final class DeleteApiKey extends ApiFunction {

  private final KeyStore keys;

  public DeleteApiKey() {
    this(new KeyStore(Wiring.table()), InstantSource.system());
  }

  DeleteApiKey(KeyStore keys, InstantSource clock) {
    super(clock);
    this.keys = keys;
  }

  @Override
  protected Response handle(Request request) {
    request.caller(ADMIN);
    var userId = request.pathId("userId", "user");
    var keyId = request.pathId("keyId", "key");
    var precondition = request.preconditionOfExisting();
    return switch (keys.delete(userId, keyId, request.time(), precondition)) {
      case Done _ -> Response.noContent();
      case Moved(var current) -> Response.problem(new PreconditionFailed(current));
      case Absent _ -> Response.problem(NotFound.of("key"));
    };
  }
}
