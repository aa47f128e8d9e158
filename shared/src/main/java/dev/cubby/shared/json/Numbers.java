package dev.cubby.shared.json;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Finds the numbers in a document.
public final class Numbers {

  private Numbers() {}

  /// Returns the text of the first numbers, at most `limit`, in `json` and its nested objects, by
  /// JSON pointer (RFC 6901). Numbers in arrays are skipped.
  public static Map<String, String> byPointer(JsonText json, int limit) {
    var numbers = new LinkedHashMap<String, String>();
    try (var parser = json.parser()) {
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
