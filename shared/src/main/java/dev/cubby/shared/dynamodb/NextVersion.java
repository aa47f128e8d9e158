package dev.cubby.shared.dynamodb;

import static dev.cubby.shared.dynamodb.Attributes.millis;
import static dev.cubby.shared.dynamodb.Attributes.number;
import static dev.cubby.shared.dynamodb.Attributes.seconds;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The update that turns an item into its next version, or into its first one where there is none:
/// of the resource's own `attributes` it writes those that `write` has, and removes the others.
record NextVersion(
    String expression, Map<String, String> names, Map<String, AttributeValue> values) {

  private static final String STAMP =
      """
      SET version = if_not_exists(version, :zero) + :one,
          incarnation = if_not_exists(incarnation, :incarnation),
          createdAt = if_not_exists(createdAt, :millis),
          updatedAt = :millis,
          writeId = :writeId\
      """;

  static NextVersion of(Write write, List<String> attributes, String writeId) {
    var names = new HashMap<>(Map.of("#TTL", "TTL"));
    var values = new HashMap<String, AttributeValue>();
    values.put(":zero", number(0));
    values.put(":one", number(1));
    values.put(":incarnation", fromS(RandomId.next()));
    values.put(":millis", millis(write.time()));
    values.put(":writeId", fromS(writeId));
    var expression = new StringBuilder(STAMP);
    var removed = new ArrayList<String>();
    for (var name : attributes) {
      names.put("#" + name, name);
      var value = write.attributes().get(name);
      if (value == null) {
        removed.add("#" + name);
      } else {
        expression.append(", #").append(name).append(" = :").append(name);
        values.put(":" + name, value);
      }
    }
    if (write.expiresAt() == null) {
      removed.add("#TTL");
    } else {
      expression.append(", #TTL = :TTL");
      values.put(":TTL", seconds(write.expiresAt()));
    }
    if (!removed.isEmpty()) {
      expression.append(" REMOVE ").append(String.join(", ", removed));
    }
    return new NextVersion(expression.toString(), names, values);
  }
}
