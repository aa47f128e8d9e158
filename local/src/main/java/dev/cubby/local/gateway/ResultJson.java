package dev.cubby.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads the JSON that functions return.
final class ResultJson {

  private static final ObjectReader READER = new JsonMapper().readerFor(JsonNode.class);

  private ResultJson() {}

  static ObjectNode object(byte[] payload) throws MalformedResultException {
    try {
      if (READER.readValue(payload) instanceof ObjectNode object) {
        return object;
      }
      throw new MalformedResultException("it is not an object");
    } catch (IOException e) {
      throw new MalformedResultException("it is not JSON", e);
    }
  }

  /// The member `name` as text; null if absent or null.
  static @Nullable String text(JsonNode object, String name) throws MalformedResultException {
    var member = object.get(name);
    if (member == null || member.isNull()) {
      return null;
    }
    if (!member.isTextual()) {
      throw new MalformedResultException(name + " is not a string");
    }
    return member.textValue();
  }
}
