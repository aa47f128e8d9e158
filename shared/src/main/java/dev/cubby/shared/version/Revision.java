package dev.cubby.shared.version;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// The revision of a stored thing and its times, in milliseconds; the expiry is in whole seconds.
public record Revision(
    ETag etag, Instant createdAt, Instant updatedAt, @Nullable Instant expiresAt) {

  public long version() {
    return etag.version();
  }

  /// Returns the revision after a write at `time`.
  public Revision next(Instant time, @Nullable Instant expiry) {
    return new Revision(
        new ETag(etag.incarnation(), etag.version() + 1),
        createdAt,
        time.truncatedTo(ChronoUnit.MILLIS),
        expiry);
  }
}
