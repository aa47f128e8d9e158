package dev.cubby.shared.version;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which state of a stored thing this is, and since when. Times have milliseconds, the expiry whole
/// seconds.
public record Revision(
    ETag etag, Instant createdAt, Instant updatedAt, @Nullable Instant expiresAt) {

  public long version() {
    return etag.version();
  }
}
