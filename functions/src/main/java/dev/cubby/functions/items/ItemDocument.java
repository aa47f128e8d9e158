package dev.cubby.functions.items;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An item as the API shows it.
record ItemDocument(
    String id,
    String name,
    @Nullable String description,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant expiresAt) {

  static ItemDocument of(Item item) {
    var revision = item.revision();
    return new ItemDocument(
        item.id(),
        item.body().name(),
        item.body().description(),
        revision.createdAt(),
        revision.updatedAt(),
        revision.expiresAt());
  }
}
