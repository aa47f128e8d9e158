package dev.cubby.functions;

import dev.cubby.shared.dynamodb.Key;

/// Where the table keeps what belongs to a user. Every resource has its place in there.
public final class UserPartition {

  /// How the sort keys of a user's API keys begin.
  public static final String KEYS = "KEY#";

  private static final String PREFIX = "USER#";

  private UserPartition() {}

  /// The partition of a user, in the table.
  public static String of(String userId) {
    return PREFIX + userId;
  }

  /// The user whose `partition` it is.
  public static String userIdOf(String partition) {
    return partition.substring(PREFIX.length());
  }

  /// The user's own item. Who has none is no user (any more).
  public static Key profile(String userId) {
    return new Key(of(userId), "PROFILE");
  }
}
