package dev.cubby.shared.json.patch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.json.patch.ObjectNode.Member;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/// Reads a [Node] from a text. Jackson finds the tokens; their texts come from the source.
final class NodeReader {

  private final String source;
  private final JsonParser parser;

  private NodeReader(String source, JsonParser parser) {
    this.source = source;
    this.parser = parser;
  }

  static Node read(JsonText json) {
    try (var parser = json.parser()) {
      parser.nextToken();
      return new NodeReader(json.text(), parser).value();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns the characters of a JSON string.
  static String string(String json) {
    try (var parser = new JsonText(json).parser()) {
      return parser.nextTextValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Node value() throws IOException {
    int start = offset();
    return switch (parser.currentToken()) {
      case START_ARRAY -> array(start);
      case START_OBJECT -> object(start);
      default -> new ScalarNode(source.substring(start, endOfScalar(start)));
    };
  }

  private Node array(int start) throws IOException {
    var elements = new ArrayList<Node>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value());
    }
    return new ArrayNode(elements, new Slice(source, start, offset() + 1));
  }

  private Node object(int start) throws IOException {
    var members = new LinkedHashMap<String, Member>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = parser.currentName();
      int from = offset();
      parser.nextToken();
      members.put(name, new Member(source.substring(from, offset()), value()));
    }
    return new ObjectNode(members, new Slice(source, start, offset() + 1));
  }

  private int offset() {
    return Math.toIntExact(parser.currentTokenLocation().getCharOffset());
  }

  private int endOfScalar(int start) {
    int end = start + 1;
    if (source.charAt(start) == '"') {
      while (source.charAt(end) != '"') {
        end += source.charAt(end) == '\\' ? 2 : 1;
      }
      return end + 1;
    }
    while (end < source.length() && ",]} \t\r\n".indexOf(source.charAt(end)) < 0) {
      end++;
    }
    return end;
  }
}
