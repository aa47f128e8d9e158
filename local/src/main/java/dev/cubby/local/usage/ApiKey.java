package dev.cubby.local.usage;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An API key ("ApiKey" in the API Gateway API reference).
///
/// @param value the secret that callers send, 20 to 128 characters, unique
/// @param enabled whether callers may use it
/// @param createdDate in epoch seconds
/// @param lastUpdatedDate in epoch seconds
public record ApiKey(
    String id,
    String value,
    @Nullable String name,
    @Nullable String description,
    @Nullable String customerId,
    boolean enabled,
    Map<String, String> tags,
    long createdDate,
    long lastUpdatedDate) {

  /// Without the value: it must not reach a log.
  @Override
  public String toString() {
    return "ApiKey " + id;
  }
}
