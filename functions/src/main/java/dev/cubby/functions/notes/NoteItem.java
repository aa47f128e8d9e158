package dev.cubby.functions.notes;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.cubby.functions.Period;
import dev.cubby.functions.UserPartition;
import dev.cubby.shared.dynamodb.Attributes;
import dev.cubby.shared.dynamodb.Index;
import dev.cubby.shared.dynamodb.Key;
import dev.cubby.shared.dynamodb.KeyRange;
import dev.cubby.shared.dynamodb.Listing;
import dev.cubby.shared.dynamodb.Stamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The shape of a note in the table: its keys, and the mapping in both directions.
final class NoteItem {

  static final List<String> ATTRIBUTES = List.of("title", "content", "GSI1PK", "GSI1SK");
  private static final String PREFIX = "NOTE#";

  private NoteItem() {}

  static Key key(String userId, String id) {
    return new Key(UserPartition.of(userId), PREFIX + id);
  }

  /// A user's notes of a `period`, in the order of their creation.
  static Listing byTime(String userId, Period period) {
    return new Listing(
        KeyRange.between(
            Index.TABLE, UserPartition.of(userId), PREFIX + period.from(), PREFIX + period.to()),
        item -> idOf(Key.of(item)),
        id -> key(userId, id).toAttributes());
  }

  /// A user's notes whose titles begin with a prefix, in the order of their titles, in the index,
  /// which has their keys only.
  static Listing byTitle(String userId, TitlePrefix prefix) {
    return new Listing(
        KeyRange.beginningWith(Index.GSI1, indexPartition(userId), prefix.folded()),
        item -> Attributes.text(item, "GSI1SK"),
        place -> {
          var key = new HashMap<>(key(userId, TitlePlace.idOf(place)).toAttributes());
          key.putAll(indexKey(userId, place));
          return key;
        });
  }

  /// What has no title is not in the index.
  static Map<String, AttributeValue> attributes(
      String userId, String id, String title, String content) {
    var attributes = new HashMap<String, AttributeValue>();
    attributes.put("title", fromS(title));
    attributes.put("content", fromS(content));
    if (!title.isEmpty()) {
      attributes.putAll(indexKey(userId, TitlePlace.of(title, id)));
    }
    return attributes;
  }

  static Note toNote(Map<String, AttributeValue> item) {
    return new Note(
        idOf(Key.of(item)),
        Attributes.text(item, "title"),
        Attributes.text(item, "content"),
        Stamp.revision(item));
  }

  static String idOf(Key key) {
    return key.sk().substring(PREFIX.length());
  }

  private static String indexPartition(String userId) {
    return UserPartition.of(userId) + "#NOTES";
  }

  private static Map<String, AttributeValue> indexKey(String userId, String place) {
    return Map.of("GSI1PK", fromS(indexPartition(userId)), "GSI1SK", fromS(place));
  }
}
