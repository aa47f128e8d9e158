package dev.cubby.shared.json;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Finds the numbers of a document.
public final class Numbers {

  private Numbers() {}

  /// Returns the first numbers in `json` and in the objects within it, `limit` at most, as they are
  /// written, by their JSON pointers (RFC 6901). What is in arrays is left out.
  public static Map<String, String> byPointer(JsonText json, int limit) {
    var numbers = new LinkedHashMap<String, String>();
    try (var parser = JsonText.parser(json.text())) {
      for (var token = parser.nextToken();
          token != null && numbers.size() < limit;
          token = parser.nextToken()) {
        if (token == JsonToken.START_ARRAY) {
          parser.skipChildren();
        } else if (token.isNumeric()) {
          numbers.put(parser.getParsingContext().pathAsPointer().toString(), parser.getText());
        }
      }
      return numbers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
