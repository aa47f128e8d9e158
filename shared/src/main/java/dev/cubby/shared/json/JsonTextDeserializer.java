package dev.cubby.shared.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;

/// Reads an object of a document as the very text that it is there.
final class JsonTextDeserializer extends StdDeserializer<JsonText> {

  /// The attribute of the reader that is the whole document.
  static final String DOCUMENT = "document";

  private static final long serialVersionUID = 1L;

  JsonTextDeserializer() {
    super(JsonText.class);
  }

  @Override
  public JsonText deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    if (!parser.hasToken(JsonToken.START_OBJECT)) {
      return (JsonText) context.handleUnexpectedToken(JsonText.class, parser);
    }
    if (!(context.getAttribute(DOCUMENT) instanceof String document)) {
      // Read again to find what is wrong elsewhere: the text is of no use.
      return new JsonText(context.readTree(parser).toString());
    }
    long start = parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    long end = parser.currentLocation().getCharOffset();
    return new JsonText(document.substring(Math.toIntExact(start), Math.toIntExact(end)));
  }
}
