package dev.cubby.shared.dynamodb;

import java.util.HashMap;
import java.util.Map;

/// The update that creates the next version of an item, or its first version.
record NextVersion(String expression, Map<String, String> names, Attributes values) {
  private static final String VERSION =
      """
      version = if_not_exists(version, :zero) + :one,
          incarnation = if_not_exists(incarnation, :incarnation),
          createdAt = if_not_exists(createdAt, :millis),
          updatedAt = :millis,
          writeId = :writeId\
      """;

  static NextVersion of(Write write, String writeId) {
    var update = AttributeUpdate.of(write.attributes().withExpiry(write.expiresAt()));
    var names = new HashMap<>(update.names());
    names.putAll(VersionAttributes.TTL_NAME);
    var values =
        update
            .values()
            .with(":zero", 0)
            .with(":one", 1)
            .with(":incarnation", RandomId.next())
            .withMillis(":millis", write.time())
            .with(":writeId", writeId);
    return new NextVersion(update.expression(VERSION), names, values);
  }
}
