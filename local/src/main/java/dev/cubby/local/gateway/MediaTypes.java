package dev.cubby.local.gateway;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The binary media types of an API ("Content type conversions in API Gateway").
///
/// @param patterns such as `image/png`, `image/*` or `*/*`
record MediaTypes(List<String> patterns) {

  /// Whether the first media type of `header`, a `Content-Type` or `Accept`, is a binary one.
  boolean matches(@Nullable String header) {
    if (patterns.contains("*/*")) {
      return true;
    }
    if (header == null) {
      return false;
    }
    var type = header.split("[;,]", 2)[0].strip().toLowerCase(Locale.ROOT);
    return patterns.stream()
        .anyMatch(pattern ->
            pattern.endsWith("/*")
                ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                : type.equals(pattern));
  }
}
