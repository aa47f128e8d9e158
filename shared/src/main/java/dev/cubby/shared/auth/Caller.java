package dev.cubby.shared.auth;

import dev.cubby.shared.problem.Problem.Forbidden;
import dev.cubby.shared.problem.Problem.Unauthorized;
import dev.cubby.shared.problem.ProblemException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The caller of a request: a user, and the key that the request carries.
///
/// The authorizer writes the caller to the request's context ([#toContext]); each function reads it
/// from there ([#of]). API Gateway passes every value of the context as a string.
public record Caller(
    String userId, String keyId, Set<Role> roles, String plan, @Nullable Instant expiresAt) {

  /// Reads the caller from the authorizer's context of a request made at `time`.
  ///
  /// @throws ProblemException 401 without a context, 403 if the key has expired
  public static Caller of(@Nullable Map<String, Object> context, Instant time) {
    if (context == null || !context.containsKey("userId")) {
      throw new ProblemException(new Unauthorized());
    }
    var caller =
        new Caller(
            text(context, "userId"),
            text(context, "keyId"),
            Role.parse(text(context, "roles")),
            text(context, "plan"),
            context.get("expiresAt") instanceof String at ? Instant.parse(at) : null);
    if (caller.hasExpired(time)) {
      throw new ProblemException(new Forbidden("This API key has expired"));
    }
    return caller;
  }

  /// Returns the authorizer's context for this caller, without `expiresAt` if the key never
  /// expires.
  public Map<String, String> toContext() {
    var context = new LinkedHashMap<String, String>();
    context.put("userId", userId);
    context.put("keyId", keyId);
    context.put("roles", Role.format(roles));
    context.put("plan", plan);
    if (expiresAt != null) {
      context.put("expiresAt", expiresAt.toString());
    }
    return context;
  }

  public boolean hasExpired(Instant time) {
    return expiresAt != null && !time.isBefore(expiresAt);
  }

  /// Checks that the key has `role`, unless that is null.
  ///
  /// @throws ProblemException 403 if the key lacks the role
  public void require(@Nullable Role role) {
    if (role != null && !roles.contains(role)) {
      throw new ProblemException(
          new Forbidden("This request requires an API key with the role " + role));
    }
  }

  private static String text(Map<String, Object> context, String name) {
    if (context.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalStateException("The authorizer's context has no " + name);
  }
}
