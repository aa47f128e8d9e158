package dev.cubby.functions.users;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.cubby.functions.UserPartition;
import dev.cubby.shared.dynamodb.Attributes;
import dev.cubby.shared.dynamodb.Index;
import dev.cubby.shared.dynamodb.Key;
import dev.cubby.shared.dynamodb.KeyRange;
import dev.cubby.shared.dynamodb.Listing;
import dev.cubby.shared.dynamodb.Stamp;
import dev.cubby.shared.dynamodb.Write;
import dev.cubby.shared.text.CaseFolding;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The shape of a user in the table: the profile, and the guard that keeps the email address from
/// being taken twice.
final class UserItem {

  /// What can change.
  static final List<String> ATTRIBUTES = List.of("name", "email", "age");

  private static final String INDEX_PARTITION = "USERS";

  /// All users, in the order of their creation, in the index.
  static final Listing LISTING =
      new Listing(
          KeyRange.beginningWith(Index.GSI1, INDEX_PARTITION, ""),
          item -> Attributes.text(item, "GSI1SK"),
          userId -> {
            var place = new HashMap<>(UserPartition.profile(userId).toAttributes());
            place.putAll(indexKey(userId));
            return place;
          });

  private UserItem() {}

  /// The guard of `email`, whatever its case.
  static Key guardKey(String email) {
    return new Key("EMAIL#" + CaseFolding.fold(email), "EMAIL");
  }

  static Map<String, AttributeValue> guard(String email, String userId) {
    var item = new HashMap<>(guardKey(email).toAttributes());
    item.put("userId", fromS(userId));
    return item;
  }

  /// The user that the guard of an email address stands for.
  static String userIdOf(Map<String, AttributeValue> guard) {
    return Attributes.text(guard, "userId");
  }

  static Map<String, AttributeValue> firstVersion(String userId, Profile profile, Instant time) {
    var item = write(userId, profile, time).firstVersion(Stamp.newWriteId());
    item.putAll(indexKey(userId));
    return item;
  }

  static Write write(String userId, Profile profile, Instant time) {
    var attributes = new HashMap<String, AttributeValue>();
    attributes.put("name", fromS(profile.name()));
    attributes.put("email", fromS(profile.email()));
    if (profile.age() != null) {
      attributes.put("age", fromN(Integer.toString(profile.age())));
    }
    return new Write(UserPartition.profile(userId), attributes, time, null);
  }

  static User toUser(Map<String, AttributeValue> item) {
    return new User(
        Attributes.text(item, "GSI1SK"),
        new Profile(
            Attributes.text(item, "name"),
            Attributes.text(item, "email"),
            item.containsKey("age") ? Math.toIntExact(Attributes.number(item, "age")) : null),
        Stamp.revision(item));
  }

  private static Map<String, AttributeValue> indexKey(String userId) {
    return Map.of("GSI1PK", fromS(INDEX_PARTITION), "GSI1SK", fromS(userId));
  }
}
