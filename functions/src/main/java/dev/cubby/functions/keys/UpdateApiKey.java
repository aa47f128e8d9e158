package dev.cubby.functions.keys;

import static dev.cubby.shared.auth.Access.ADMIN;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.auth.Role;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.shared.validation.CodePointLength;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import org.openapitools.jackson.nullable.JsonNullable;

/// `PUT /users/{userId}/keys/{keyId}`: changes the fields in the body and returns the whole key.
/// `"name": null` removes the name. The change takes effect when the authorizer's cached response
/// expires.
public final class UpdateApiKey extends ApiFunction {

  record Body(
      JsonNullable<@CodePointLength(min = 1, max = 100) String> name,
      JsonNullable<@NotNull @Size(min = 1, max = Settings.MAX_ROLES) List<Role>> roles,
      JsonNullable<@NotNull Plan> plan) {

    boolean isEmpty() {
      return !name.isPresent() && !roles.isPresent() && !plan.isPresent();
    }

    Settings changed(Settings settings) {
      return new Settings(
          name.orElse(settings.name()),
          roles.isPresent() ? EnumSet.copyOf(roles.get()) : settings.roles(),
          plan.orElse(settings.plan()));
    }
  }

  private final KeyStore keys;

  public UpdateApiKey() {
    this(new KeyStore(Wiring.table()), InstantSource.system());
  }

  UpdateApiKey(KeyStore keys, InstantSource clock) {
    super(ADMIN, clock);
    this.keys = keys;
  }

  @Override
  protected Response handle(Request request) {
    var userId = request.pathId("userId", "user");
    var keyId = request.pathId("keyId", "key");
    var precondition = request.preconditionOfExisting();
    var body = request.body(Body.class);
    if (body.isEmpty()) {
      throw ProblemException.invalid("body", "must contain at least one of name, roles, plan");
    }
    return KeyDocument.response(
        keys.update(userId, keyId, body::changed, request.time(), precondition), null);
  }
}
