package dev.cubby.functions.users;

import dev.cubby.shared.dynamodb.Attributes;
import dev.cubby.shared.dynamodb.Index;
import dev.cubby.shared.dynamodb.Key;
import dev.cubby.shared.dynamodb.KeyRange;
import dev.cubby.shared.dynamodb.Listing;
import dev.cubby.shared.dynamodb.UserPartition;
import dev.cubby.shared.dynamodb.VersionAttributes;
import dev.cubby.shared.dynamodb.Write;
import java.math.BigDecimal;
import java.time.Instant;

/// The layout of a user in the table: the profile, and the guard, which reserves the email address.
final class UserMapping {

  private static final String INDEX_PARTITION = "USERS";

  /// All users, ordered by creation, in the index.
  static final Listing LISTING =
      new Listing(
          KeyRange.beginningWith(Index.GSI1, INDEX_PARTITION, ""),
          item -> item.text("GSI1SK"),
          userId -> UserPartition.profile(userId).toAttributes().with(indexKey(userId)));

  private UserMapping() {}

  /// Returns the guard's key for `email`, however the address is written.
  static Key guardKey(String email) {
    return new Key("EMAIL#" + EmailIdentity.of(email), "EMAIL");
  }

  static Attributes guard(String email, String userId) {
    return guardKey(email).toAttributes().with("userId", userId);
  }

  /// Returns the id of the user with the email address of `guard`.
  static String userIdOf(Attributes guard) {
    return guard.text("userId");
  }

  static Write write(String userId, Profile profile, Instant time) {
    var age = profile.age();
    var attributes =
        indexKey(userId)
            .with("name", profile.name())
            .with("email", profile.email())
            .with("age", age == null ? null : BigDecimal.valueOf(age));
    return new Write(UserPartition.profile(userId), attributes, time, null);
  }

  static User toUser(Attributes item) {
    return new User(
        item.text("GSI1SK"),
        new Profile(
            item.text("name"),
            item.text("email"),
            item.has("age") ? Math.toIntExact(item.number("age")) : null),
        VersionAttributes.revision(item));
  }

  private static Attributes indexKey(String userId) {
    return Attributes.NONE.with("GSI1PK", INDEX_PARTITION).with("GSI1SK", userId);
  }
}
