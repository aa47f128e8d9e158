package dev.cubby.functions.keys;

import static dev.cubby.shared.auth.Access.ADMIN;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import java.time.InstantSource;

/// `DELETE /users/{userId}/keys/{keyId}`: revokes a key and returns 204. The key stops working when
/// the authorizer's cached response expires.
public final class DeleteApiKey extends ApiFunction {

  private final KeyStore keys;

  public DeleteApiKey() {
    this(new KeyStore(Wiring.table()), InstantSource.system());
  }

  DeleteApiKey(KeyStore keys, InstantSource clock) {
    super(ADMIN, clock);
    this.keys = keys;
  }

  @Override
  protected Response handle(Request request) {
    var userId = request.pathId("userId", "user");
    var keyId = request.pathId("keyId", "key");
    var precondition = request.preconditionOfExisting();
    return KeyDocument.response(keys.delete(userId, keyId, request.time(), precondition), null);
  }
}
