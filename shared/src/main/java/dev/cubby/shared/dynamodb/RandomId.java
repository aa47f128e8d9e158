package dev.cubby.shared.dynamodb;

import java.security.SecureRandom;
import java.util.Base64;

/// 72 random bits in 12 characters of base64url.
public final class RandomId {

  private static final int BYTES = 9;

  private RandomId() {}

  /// Returns a new id. Creates the generator per call: one in a snapshot would be the same in every
  /// instance.
  public static String next() {
    var bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }
}
