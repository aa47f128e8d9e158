package dev.cubby.functions.source;

import static dev.cubby.shared.dynamodb.Attributes.millis;
import static dev.cubby.shared.dynamodb.Attributes.seconds;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.cubby.functions.Period;
import dev.cubby.functions.UserPartition;
import dev.cubby.shared.dynamodb.Attributes;
import dev.cubby.shared.dynamodb.Index;
import dev.cubby.shared.dynamodb.Key;
import dev.cubby.shared.dynamodb.KeyRange;
import dev.cubby.shared.dynamodb.Listing;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The shape of an action in the table: in the partition of the user whose source it is, by time.
final class ActionItem {

  private ActionItem() {}

  private static Key key(Source source, String id) {
    return new Key(UserPartition.of(source.userId()), prefix(source) + id);
  }

  private static String prefix(Source source) {
    return "ACTION#" + source.name() + "#";
  }

  /// The actions on `source` in a `period`, in the order of time.
  static Listing listing(Source source, Period period) {
    return new Listing(
        KeyRange.between(
            Index.TABLE,
            UserPartition.of(source.userId()),
            prefix(source) + period.from(),
            prefix(source) + period.to()),
        item -> Attributes.text(item, "SK").substring(prefix(source).length()),
        id -> key(source, id).toAttributes());
  }

  static Map<String, AttributeValue> toItem(Action action) {
    var item = new HashMap<>(key(action.source(), action.id()).toAttributes());
    item.put("keyId", fromS(action.keyId()));
    item.put("what", fromS(action.what()));
    item.put("time", millis(action.time()));
    item.put("TTL", seconds(action.expiresAt()));
    return item;
  }

  static Action toAction(Source source, Map<String, AttributeValue> item) {
    var sortKey = Attributes.text(item, "SK");
    return new Action(
        sortKey.substring(prefix(source).length()),
        source,
        Attributes.text(item, "keyId"),
        Attributes.text(item, "what"),
        Instant.ofEpochMilli(Attributes.number(item, "time")),
        Instant.ofEpochSecond(Attributes.number(item, "TTL")));
  }
}
