package dev.cubby.functions.source;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.cubby.functions.UserPartition;
import dev.cubby.shared.dynamodb.Attributes;
import dev.cubby.shared.dynamodb.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The shape of an action in the table: in the partition of the user whose source it is, by time.
final class ActionItem {

  private static final Duration KEPT = Duration.ofDays(30);

  private ActionItem() {}

  static Key key(Source source, String id) {
    return new Key(UserPartition.of(source.userId()), prefix(source) + id);
  }

  static String prefix(Source source) {
    return "ACTION#" + source.name() + "#";
  }

  static Map<String, AttributeValue> toItem(Action action) {
    var item = new HashMap<>(key(action.source(), action.id()).toAttributes());
    item.put("keyId", fromS(action.keyId()));
    item.put("what", fromS(action.what()));
    item.put("time", fromN(Long.toString(action.time().toEpochMilli())));
    item.put("TTL", fromN(Long.toString(action.time().plus(KEPT).getEpochSecond())));
    return item;
  }

  static Action toAction(Source source, Map<String, AttributeValue> item) {
    var sortKey = Attributes.text(item, "SK");
    return new Action(
        sortKey.substring(prefix(source).length()),
        source,
        Attributes.text(item, "keyId"),
        Attributes.text(item, "what"),
        Instant.ofEpochMilli(Attributes.number(item, "time")));
  }
}
