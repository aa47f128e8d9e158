package dev.cubby.shared.owned;

import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// What a line of an export states about a thing beside its body. A record has a `key`, a
/// collection a `name`, anything else an `id`. A document also has a `collection`.
public record LineHead(
    @NotNull String kind,
    @Nullable String collection,
    @Nullable String key,
    @Nullable String name,
    @Nullable String id,
    @NotNull BigDecimal version,
    @NotNull String etag,
    @NotNull Instant createdAt,
    @NotNull Instant updatedAt,
    @Nullable Instant expiresAt) {

  /// Returns the members that name a thing and are present, by name.
  SequencedMap<String, String> names() {
    var names = new LinkedHashMap<String, String>();
    put("collection", collection, names);
    put("key", key, names);
    put("name", name, names);
    put("id", id, names);
    return names;
  }

  private static void put(
      String name, @Nullable String value, SequencedMap<String, String> present) {
    if (value != null) {
      present.put(name, value);
    }
  }
}
