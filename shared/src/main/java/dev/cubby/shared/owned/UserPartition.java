package dev.cubby.shared.owned;

import dev.cubby.shared.dynamodb.Key;

/// The partition of the table that holds what belongs to a user. Each kind of thing has its own
/// prefix of sort keys in it.
public final class UserPartition {

  /// The prefix of the sort keys of a user's API keys.
  public static final String KEYS = "KEY#";

  private static final String PREFIX = "USER#";

  private UserPartition() {}

  /// The partition of a user.
  public static String of(String userId) {
    return PREFIX + userId;
  }

  /// The user whose `partition` it is.
  public static String userIdOf(String partition) {
    return partition.substring(PREFIX.length());
  }

  /// The key of a user's profile. Whoever has no profile is not a user, or not any more.
  public static Key profile(String userId) {
    return new Key(of(userId), "PROFILE");
  }
}
