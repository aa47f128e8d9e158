package dev.cubby.shared.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;

/// Reads a nested object as its original text.
final class JsonTextDeserializer extends StdDeserializer<JsonText> {

  /// The reader's attribute that holds the text of the whole document.
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
      // The document is being read field by field for errors; the text is not used.
      return new JsonText(context.readTree(parser).toString());
    }
    long start = parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    long end = parser.currentLocation().getCharOffset();
    return new JsonText(document.substring(Math.toIntExact(start), Math.toIntExact(end)));
  }
}
