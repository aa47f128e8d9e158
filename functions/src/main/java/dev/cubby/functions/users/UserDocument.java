package dev.cubby.functions.users;

import dev.cubby.shared.dynamodb.Outcome;
import dev.cubby.shared.dynamodb.Outcome.Created;
import dev.cubby.shared.dynamodb.Outcome.Deleted;
import dev.cubby.shared.dynamodb.Outcome.Refused;
import dev.cubby.shared.dynamodb.Outcome.Updated;
import dev.cubby.shared.http.Response;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The API's representation of a user.
record UserDocument(
    String userId,
    String name,
    String email,
    @Nullable Integer age,
    Instant createdAt,
    Instant updatedAt) {

  /// Returns the response to a write of a user.
  static Response response(Outcome<User> outcome) {
    return switch (outcome) {
      case Created<User>(var user) ->
          Response.created("/users/" + user.userId(), of(user)).etag(user.revision().etag());
      case Updated<User>(var user) -> Response.ok(of(user)).etag(user.revision().etag());
      case Deleted<User>(var user) -> Response.ok(of(user));
      case Refused<User> refused ->
          Response.refused(refused, "user", "Another user has this email address");
    };
  }

  static UserDocument of(User user) {
    var profile = user.profile();
    return new UserDocument(
        user.userId(),
        profile.name(),
        profile.email(),
        profile.age(),
        user.revision().createdAt(),
        user.revision().updatedAt());
  }
}
