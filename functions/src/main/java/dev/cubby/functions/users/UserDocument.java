package dev.cubby.functions.users;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A user as the API shows them.
record UserDocument(
    String userId,
    String name,
    String email,
    @Nullable Integer age,
    Instant createdAt,
    Instant updatedAt) {

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
