package dev.cubby.shared.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/// Finds the numbers of a document.
public final class Numbers {

  private Numbers() {}

  /// Returns the numbers in `json` and in the objects within it, exactly, by their JSON pointers
  /// (RFC 6901). What is in arrays is left out.
  public static Map<String, BigDecimal> byPointer(JsonText json) {
    var numbers = new LinkedHashMap<String, BigDecimal>();
    try (var parser = JsonText.parser(json.text())) {
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_ARRAY) {
          parser.skipChildren();
        } else if (token.isNumeric()) {
          numbers.put(pointer(parser), new BigDecimal(parser.getText()));
        }
      }
      return numbers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pointer(JsonParser parser) {
    JsonPointer pointer = parser.getParsingContext().pathAsPointer();
    return pointer.toString();
  }
}
