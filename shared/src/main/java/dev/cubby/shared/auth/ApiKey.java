package dev.cubby.shared.auth;

import dev.cubby.shared.text.Sha256;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// The secret that a client sends in `x-api-key`. Only its [#hash] is stored.
public final class ApiKey {

  private static final Pattern FORMAT = Pattern.compile("[A-Za-z0-9._~-]{8,128}");
  private static final int RANDOM_BYTES = 32;

  private final String secret;

  private ApiKey(String secret) {
    this.secret = secret;
  }

  /// Returns a new key with 256 random bits.
  public static ApiKey generate() {
    var bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new ApiKey("cubby_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /// Parses a key of 8 to 128 characters from `A-Z a-z 0-9 . _ ~ -`; empty if `text` is not a key.
  public static Optional<ApiKey> parse(String text) {
    return FORMAT.matcher(text).matches() ? Optional.of(new ApiKey(text)) : Optional.empty();
  }

  /// Returns the key itself, which is shown once.
  public String secret() {
    return secret;
  }

  /// Returns the SHA-256 of the key, 64 hexadecimal digits. 256 random bits need no salt.
  public String hash() {
    return Sha256.hex(secret);
  }

  /// Omits the key, which must not reach a log.
  @Override
  public String toString() {
    return "ApiKey";
  }
}
