package dev.cubby.shared.dynamodb;

/// The table's partition for a user's data. Each kind of thing has its own prefix of sort keys.
public final class UserPartition {

  /// The prefix of the sort keys of a user's API keys.
  public static final String KEYS = "KEY#";

  /// The user of the first administrator key, who has no profile.
  public static final String ADMINISTRATOR = "00000000-0000-7000-8000-000000000001";

  private static final String PREFIX = "USER#";

  private UserPartition() {}

  /// Returns the partition of a user.
  public static String of(String userId) {
    return PREFIX + userId;
  }

  /// Returns the partition of the definitions of a user's collections.
  public static String ofCollections(String userId) {
    return "COLLECTIONS#" + userId;
  }

  /// Returns the user of `partition`.
  public static String userIdOf(String partition) {
    return partition.substring(PREFIX.length());
  }

  /// Returns the key of a user's profile. Without a profile, the user does not exist.
  public static Key profile(String userId) {
    return new Key(of(userId), "PROFILE");
  }
}
