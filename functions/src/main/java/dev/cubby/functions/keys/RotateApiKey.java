package dev.cubby.functions.keys;

import static dev.cubby.shared.auth.Access.ADMIN;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.auth.ApiKey;
import dev.cubby.shared.dynamodb.RetryOnConflict;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// `POST /users/{userId}/keys/{keyId}/rotate`: creates a key that replaces another, and returns 201
/// with it. The other key expires after the grace period, or at once without one.
public final class RotateApiKey extends ApiFunction {

  // 31 days.
  private static final int MAX_GRACE_SECONDS = 2_678_400;

  record Body(@Min(0) @Max(MAX_GRACE_SECONDS) @Nullable Integer graceSeconds) {

    static final Body NO_GRACE = new Body(null);

    Duration grace() {
      return graceSeconds == null ? Duration.ZERO : Duration.ofSeconds(graceSeconds);
    }
  }

  private final KeyIssuer issuer;

  public RotateApiKey() {
    this(new KeyIssuer(Wiring.table(), Wiring.gatewayKeys()), InstantSource.system());
  }

  RotateApiKey(KeyIssuer issuer, InstantSource clock) {
    super(ADMIN, clock);
    this.issuer = issuer;
  }

  @Override
  protected boolean changesExisting() {
    return true;
  }

  @Override
  protected Response handle(Request request) {
    var idempotency = request.idempotency();
    var userId = request.pathId("userId", "user");
    var keyId = request.pathId("keyId", "key");
    var precondition = request.preconditionOfExisting();
    var grace = request.bodyOrElse(Body.class, Body.NO_GRACE).grace();
    return RetryOnConflict.until(() -> {
      var apiKey = ApiKey.generate();
      return issuer
          .rotate(apiKey.hash(), userId, keyId, grace, request.time(), precondition, idempotency)
          .map(outcome -> KeyDocument.response(outcome, apiKey));
    });
  }
}
