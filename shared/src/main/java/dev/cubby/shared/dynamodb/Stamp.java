package dev.cubby.shared.dynamodb;

import static dev.cubby.shared.dynamodb.Attributes.millis;
import static dev.cubby.shared.dynamodb.Attributes.number;
import static dev.cubby.shared.dynamodb.Attributes.seconds;
import static dev.cubby.shared.dynamodb.Attributes.text;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.cubby.shared.version.ETag;
import dev.cubby.shared.version.Revision;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The attributes that every versioned item has beside its resource's own: `version`,
/// `incarnation`, `createdAt` and `updatedAt` in milliseconds, `TTL` in seconds, and the `writeId`
/// of the request that wrote it last.
public final class Stamp {

  /// The condition that an item has not expired at `:seconds`; it takes [#TTL_NAME].
  static final String IS_LIVE = "(attribute_not_exists(#TTL) OR #TTL > :seconds)";

  /// The condition that there is no item, or one that has expired; likewise.
  static final String IS_ABSENT = "attribute_not_exists(PK) OR #TTL <= :seconds";

  static final Map<String, String> TTL_NAME = Map.of("#TTL", "TTL");

  private static final Set<String> NAMES =
      Set.of("PK", "SK", "version", "incarnation", "createdAt", "updatedAt", "TTL");

  private Stamp() {}

  /// The attributes of an item's first version.
  public static Map<String, AttributeValue> first(
      Instant time, @Nullable Instant expiresAt, String writeId) {
    var stamp = new HashMap<String, AttributeValue>();
    stamp.put("version", number(1));
    stamp.put("incarnation", fromS(RandomId.next()));
    stamp.put("createdAt", millis(time));
    stamp.put("updatedAt", millis(time));
    stamp.put("writeId", fromS(writeId));
    if (expiresAt != null) {
      stamp.put("TTL", seconds(expiresAt));
    }
    return stamp;
  }

  /// The key and the revision of an item, which is all that an answer to its creation needs of it.
  static Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
    var stamp = new HashMap<>(item);
    stamp.keySet().retainAll(NAMES);
    return stamp;
  }

  /// A new id for one write, by which it knows its own effect.
  public static String newWriteId() {
    return RandomId.next();
  }

  /// Reads the revision of an item.
  public static Revision revision(Map<String, AttributeValue> item) {
    return new Revision(
        new ETag(text(item, "incarnation"), number(item, "version")),
        Instant.ofEpochMilli(number(item, "createdAt")),
        Instant.ofEpochMilli(number(item, "updatedAt")),
        item.containsKey("TTL") ? Instant.ofEpochSecond(number(item, "TTL")) : null);
  }

  /// Whether an item has expired at `time`. DynamoDB deletes it up to days later.
  static boolean hasExpired(Map<String, AttributeValue> item, Instant time) {
    return item.containsKey("TTL") && number(item, "TTL") <= time.getEpochSecond();
  }

  static boolean isWrittenBy(Map<String, AttributeValue> item, String writeId) {
    return text(item, "writeId").equals(writeId);
  }
}
