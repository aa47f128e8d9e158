package dev.cubby.functions.keys;

import static dev.cubby.shared.auth.Access.ADMIN;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.auth.ApiKey;
import dev.cubby.shared.auth.Role;
import dev.cubby.shared.dynamodb.Outcome.Created;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.id.UuidV7;
import dev.cubby.shared.problem.Problem.NotFound;
import dev.cubby.shared.validation.CodePointLength;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST /users/{userId}/keys`: creates a key for a user and returns 201 with it, the only response
/// that shows it.
public final class CreateApiKey extends ApiFunction {

  record Body(
      @CodePointLength(min = 1, max = 100) @Nullable String name,
      @NotNull @Size(min = 1, max = Settings.MAX_ROLES) List<Role> roles,
      @NotNull Plan plan,
      @Nullable Instant expiresAt) {

    Settings settings() {
      return new Settings(name, EnumSet.copyOf(roles), plan);
    }
  }

  private final KeyIssuer issuer;

  public CreateApiKey() {
    this(new KeyIssuer(Wiring.table(), Wiring.gatewayKeys()), InstantSource.system());
  }

  CreateApiKey(KeyIssuer issuer, InstantSource clock) {
    super(ADMIN, clock);
    this.issuer = issuer;
  }

  @Override
  protected Response handle(Request request) {
    var idempotency = request.idempotency();
    var userId = request.pathId("userId", "user");
    var body = request.body(Body.class);
    var apiKey = ApiKey.generate();
    var keyId = UuidV7.at(request.time());
    return issuer
        .issue(
            () ->
                new NewKey(
                    apiKey.hash(),
                    userId,
                    keyId,
                    body.settings(),
                    request.expiry(body.expiresAt())),
            request.time(),
            idempotency)
        .map(key -> KeyDocument.response(new Created<>(key), apiKey))
        .orElseGet(() -> Response.problem(NotFound.of("user")));
  }
}
