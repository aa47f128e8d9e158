package dev.cubby.functions.keys;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.cubby.shared.auth.Caller;
import dev.cubby.shared.auth.Role;
import dev.cubby.shared.dynamodb.Attributes;
import dev.cubby.shared.dynamodb.Key;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The shape of an API key in the table. Its hash is its key there, so a look-up is one read.
final class KeyItem {

  private KeyItem() {}

  static Key key(String hash) {
    return new Key("KEY#" + hash, "KEY");
  }

  static Map<String, AttributeValue> toItem(String hash, Caller caller) {
    var item = new HashMap<>(key(hash).toAttributes());
    item.put("userId", fromS(caller.userId()));
    item.put("keyId", fromS(caller.keyId()));
    item.put("roles", fromS(Role.format(caller.roles())));
    item.put("plan", fromS(caller.plan()));
    if (caller.expiresAt() != null) {
      item.put("expiresAt", fromN(Long.toString(caller.expiresAt().getEpochSecond())));
    }
    return item;
  }

  static Caller toCaller(Map<String, AttributeValue> item) {
    return new Caller(
        Attributes.text(item, "userId"),
        Attributes.text(item, "keyId"),
        Role.parse(Attributes.text(item, "roles")),
        Attributes.text(item, "plan"),
        item.containsKey("expiresAt")
            ? Instant.ofEpochSecond(Attributes.number(item, "expiresAt"))
            : null);
  }
}
