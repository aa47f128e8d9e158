package dev.cubby.shared.dynamodb;

import dev.cubby.shared.version.ETag;
import dev.cubby.shared.version.Revision;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The attributes of every versioned item, beside those of its resource: `version`, `incarnation`,
/// `createdAt` and `updatedAt` in milliseconds, `TTL` in seconds, and the `writeId` of the last
/// write.
public final class VersionAttributes {
  /// Requires that an item has not expired at `:seconds`. Uses [#TTL_NAME].
  static final String IS_LIVE = "(attribute_not_exists(#TTL) OR #TTL > :seconds)";

  /// Requires that no item exists, or that it has expired at `:seconds`. Uses [#TTL_NAME].
  static final String IS_ABSENT = "attribute_not_exists(PK) OR #TTL <= :seconds";

  static final Map<String, String> TTL_NAME = Map.of("#TTL", "TTL");

  private static final Set<String> NAMES =
      Set.of("PK", "SK", "version", "incarnation", "createdAt", "updatedAt", "TTL");

  private VersionAttributes() {}

  /// Returns the attributes of the first version of an item.
  public static Attributes first(Instant time, @Nullable Instant expiresAt, String writeId) {
    return Attributes.NONE
        .with("version", 1)
        .with("incarnation", RandomId.next())
        .withMillis("createdAt", time)
        .withMillis("updatedAt", time)
        .with("writeId", writeId)
        .withExpiry(expiresAt);
  }

  /// Returns the key and the version of an item, which suffice for the response to a write.
  static Attributes of(Attributes item) {
    return item.only(NAMES);
  }

  /// Returns the same of an item under `key` in `revision`.
  static Attributes of(Key key, Revision revision) {
    return key.toAttributes()
        .with("version", revision.version())
        .with("incarnation", revision.etag().incarnation())
        .withMillis("createdAt", revision.createdAt())
        .withMillis("updatedAt", revision.updatedAt())
        .withExpiry(revision.expiresAt());
  }

  /// Returns an id by which a write recognizes its own effect.
  public static String newWriteId() {
    return RandomId.next();
  }

  public static Revision revision(Attributes item) {
    return new Revision(
        new ETag(item.text("incarnation"), item.number("version")),
        item.millis("createdAt"),
        item.millis("updatedAt"),
        item.secondsOrNull("TTL"));
  }

  /// Whether an item has expired at `time`. DynamoDB deletes expired items within a few days.
  static boolean hasExpired(Attributes item, Instant time) {
    return item.has("TTL") && item.number("TTL") <= time.getEpochSecond();
  }

  static boolean isWrittenBy(Attributes item, String writeId) {
    return item.text("writeId").equals(writeId);
  }
}
