package dev.cubby.shared.version;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Which state of a stored thing this is, and since when. Times have milliseconds, the expiry whole
/// seconds.
public record Revision(
    ETag etag, Instant createdAt, Instant updatedAt, @Nullable Instant expiresAt) {

  public long version() {
    return etag.version();
  }

  /// The revision that a write at `time` makes of this one.
  public Revision next(Instant time, @Nullable Instant expiry) {
    return new Revision(
        new ETag(etag.incarnation(), etag.version() + 1),
        createdAt,
        time.truncatedTo(ChronoUnit.MILLIS),
        expiry);
  }
}
