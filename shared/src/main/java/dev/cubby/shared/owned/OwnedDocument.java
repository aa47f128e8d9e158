package dev.cubby.shared.owned;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The API's representation of a thing: the fields of its content, its id and its times.
record OwnedDocument<T>(
    String id,
    @JsonUnwrapped T content,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant expiresAt) {

  static <T> OwnedDocument<T> of(Owned<T> thing) {
    var revision = thing.revision();
    return new OwnedDocument<>(
        thing.id(),
        thing.content(),
        revision.createdAt(),
        revision.updatedAt(),
        revision.expiresAt());
  }
}
