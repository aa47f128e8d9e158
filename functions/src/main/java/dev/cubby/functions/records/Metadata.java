package dev.cubby.functions.records;

import dev.cubby.shared.version.Revision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a write answers about the record that it wrote.
record Metadata(
    String key, long version, Instant createdAt, Instant updatedAt, @Nullable Instant expiresAt) {

  static Metadata of(String key, Revision revision) {
    return new Metadata(
        key, revision.version(), revision.createdAt(), revision.updatedAt(), revision.expiresAt());
  }
}
