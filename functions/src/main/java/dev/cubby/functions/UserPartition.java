package dev.cubby.functions;

import dev.cubby.shared.dynamodb.Key;

/// Where the table keeps what belongs to a user. Every resource has its place in there.
public final class UserPartition {

  private UserPartition() {}

  /// The partition of a user, in the table.
  public static String of(String userId) {
    return "USER#" + userId;
  }

  /// The user's own item. Who has none is no user (any more).
  public static Key profile(String userId) {
    return new Key(of(userId), "PROFILE");
  }
}
