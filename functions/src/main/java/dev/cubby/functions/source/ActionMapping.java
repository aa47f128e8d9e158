package dev.cubby.functions.source;

import dev.cubby.functions.TimeRange;
import dev.cubby.shared.dynamodb.Attributes;
import dev.cubby.shared.dynamodb.Index;
import dev.cubby.shared.dynamodb.Key;
import dev.cubby.shared.dynamodb.KeyRange;
import dev.cubby.shared.dynamodb.Listing;
import dev.cubby.shared.owned.UserPartition;
import java.time.Instant;

/// The layout of an action in the table: in the partition of the source's user, ordered by time.
final class ActionMapping {

  private ActionMapping() {}

  private static Key key(Source source, String id) {
    return new Key(UserPartition.of(source.userId()), prefix(source) + id);
  }

  private static String prefix(Source source) {
    return "ACTION#" + source.name() + "#";
  }

  /// Returns the actions on `source` in a `range`, ordered by time.
  static Listing listing(Source source, TimeRange range) {
    return new Listing(
        KeyRange.between(
            Index.TABLE,
            UserPartition.of(source.userId()),
            prefix(source) + range.from(),
            prefix(source) + range.to()),
        item -> item.text("SK").substring(prefix(source).length()),
        id -> key(source, id).toAttributes());
  }

  static Attributes toAttributes(Action action) {
    return key(action.source(), action.id())
        .toAttributes()
        .with("keyId", action.keyId())
        .with("what", action.what())
        .withMillis("time", action.time())
        .withSeconds("TTL", action.expiresAt());
  }

  static Action toAction(Source source, Attributes item) {
    return new Action(
        item.text("SK").substring(prefix(source).length()),
        source,
        item.text("keyId"),
        item.text("what"),
        item.millis("time"),
        Instant.ofEpochSecond(item.number("TTL")));
  }
}
