package dev.cubby.shared.dynamodb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/// The update that creates the next version of an item, or its first version.
record NextVersion(String expression, Map<String, String> names, Attributes values) {
  private static final String VERSION =
      """
      SET version = if_not_exists(version, :zero) + :one,
          incarnation = if_not_exists(incarnation, :incarnation),
          createdAt = if_not_exists(createdAt, :millis),
          updatedAt = :millis,
          writeId = :writeId\
      """;

  static NextVersion of(Write write, String writeId) {
    var names = new HashMap<>(VersionAttributes.TTL_NAME);
    var values =
        Attributes.NONE
            .with(":zero", 0)
            .with(":one", 1)
            .with(":incarnation", RandomId.next())
            .withMillis(":millis", write.time())
            .with(":writeId", writeId);
    var expression = new StringBuilder(VERSION);
    var removed = new ArrayList<String>();
    var written = write.attributes().withSeconds("TTL", write.expiresAt());
    for (var attribute : written.toMapWithNulls().entrySet()) {
      var name = attribute.getKey();
      names.put("#" + name, name);
      if (attribute.getValue() == null) {
        removed.add("#" + name);
      } else {
        expression.append(", #").append(name).append(" = :").append(name);
        values = values.with(":" + name, attribute.getValue());
      }
    }
    if (!removed.isEmpty()) {
      expression.append(" REMOVE ").append(String.join(", ", removed));
    }
    return new NextVersion(expression.toString(), names, values);
  }
}
