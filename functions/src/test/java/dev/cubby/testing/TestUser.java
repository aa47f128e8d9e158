package dev.cubby.testing;

import dev.cubby.shared.auth.ApiKey;
import dev.cubby.shared.auth.Caller;
import dev.cubby.shared.auth.Role;
import dev.cubby.shared.id.UuidV7;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/// A user that nobody else in the tests is, so that tests share a table without meeting.
public record TestUser(String userId) {

  public static TestUser create() {
    return new TestUser(UuidV7.at(Instant.now()));
  }

  /// A new key of this user, on plan pro.
  public TestKey key(Role... roles) {
    return keyOnPlan("pro", roles);
  }

  /// A new key of this user.
  public TestKey keyOnPlan(String plan, Role... roles) {
    return new TestKey(
        ApiKey.generate(),
        new Caller(userId, UUID.randomUUID().toString(), Set.of(roles), plan, null));
  }
}
