package dev.cubby.shared.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.cubby.shared.json.patch.Pointer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A JSON value that is neither an object nor an array.
public sealed interface Scalar {

  enum Literal implements Scalar {
    NULL,
    FALSE,
    TRUE
  }

  /// A number, as its text in JSON.
  record Numeral(String text) implements Scalar {}

  /// A string. It may contain unpaired surrogates.
  record Text(String value) implements Scalar {}

  /// Returns the value of `json`; empty for an object or an array.
  static Optional<Scalar> of(JsonText json) {
    var root = Pointer.ROOT;
    return Optional.ofNullable(at(List.of(root), json).get(root));
  }

  /// Returns the scalars at these `pointers` in `json`. Reads the text once.
  static Map<Pointer, Scalar> at(Collection<Pointer> pointers, JsonText json) {
    var found = new HashMap<Pointer, Scalar>();
    try (var parser = json.parser()) {
      parser.nextToken();
      read(parser, List.copyOf(pointers), 0, found);
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Reads the value that the first `depth` tokens of each wanted pointer lead to.
  private static void read(
      JsonParser parser, List<Pointer> wanted, int depth, Map<Pointer, Scalar> found)
      throws IOException {
    if (parser.hasToken(JsonToken.START_OBJECT)) {
      for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        readChild(parser, name, wanted, depth, found);
      }
    } else if (parser.hasToken(JsonToken.START_ARRAY)) {
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        readChild(parser, Integer.toString(i), wanted, depth, found);
      }
    } else {
      for (var pointer : wanted) {
        if (pointer.tokens().size() == depth) {
          found.put(pointer, of(parser));
        }
      }
    }
  }

  private static void readChild(
      JsonParser parser, String token, List<Pointer> wanted, int depth, Map<Pointer, Scalar> found)
      throws IOException {
    var inside =
        wanted.stream()
            .filter(pointer -> pointer.tokens().size() > depth)
            .filter(pointer -> pointer.tokens().get(depth).equals(token))
            .toList();
    if (inside.isEmpty()) {
      parser.skipChildren();
    } else {
      read(parser, inside, depth + 1, found);
    }
  }

  private static Scalar of(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> Literal.NULL;
      case VALUE_FALSE -> Literal.FALSE;
      case VALUE_TRUE -> Literal.TRUE;
      case VALUE_STRING -> new Text(parser.getText());
      default -> new Numeral(parser.getText());
    };
  }
}
