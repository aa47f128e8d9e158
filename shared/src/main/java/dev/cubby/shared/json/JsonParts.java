package dev.cubby.shared.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.cubby.shared.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The original texts of the parts of a JSON value.
public final class JsonParts {

  private JsonParts() {}

  /// Returns the members of an object by name, in order.
  ///
  /// @throws ProblemException if `json` is not an object
  public static Map<String, JsonText> members(JsonText json) {
    var members = new LinkedHashMap<String, JsonText>();
    try (var parser = json.parser()) {
      require(parser.nextToken() == JsonToken.START_OBJECT, "must be a JSON object");
      for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        members.put(name, part(parser, json));
      }
      return members;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns the first elements of an array, at most `limit`.
  ///
  /// @throws ProblemException if `json` is not an array
  public static List<JsonText> elements(JsonText json, int limit) {
    var elements = new ArrayList<JsonText>();
    try (var parser = json.parser()) {
      require(parser.nextToken() == JsonToken.START_ARRAY, "must be an array");
      while (elements.size() < limit && parser.nextToken() != JsonToken.END_ARRAY) {
        elements.add(part(parser, json));
      }
      return elements;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns the object with these members.
  public static JsonText object(Map<String, JsonText> members) {
    return new JsonText(
        members.entrySet().stream()
            .map(member -> Json.write(member.getKey()) + ":" + member.getValue().text())
            .collect(Collectors.joining(",", "{", "}")));
  }

  private static JsonText part(JsonParser parser, JsonText whole) throws IOException {
    int start = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
    parser.skipChildren();
    parser.finishToken();
    int end = Math.toIntExact(parser.currentLocation().getCharOffset());
    return new JsonText(whole.text().substring(start, end));
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw ProblemException.invalid("body", message);
    }
  }
}
