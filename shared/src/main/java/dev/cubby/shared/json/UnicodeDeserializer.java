package dev.cubby.shared.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Reads text that DynamoDB can store. JSON can contain an unpaired surrogate (`\\ud800`), which
/// has no UTF-8 encoding; DynamoDB would receive a question mark instead.
final class UnicodeDeserializer extends StdScalarDeserializer<String> {

  private static final long serialVersionUID = 1L;

  UnicodeDeserializer() {
    super(String.class);
  }

  @Override
  public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    var text = StringDeserializer.instance.deserialize(parser, context);
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw context.weirdStringException(text, String.class, "lone surrogate");
    }
    return text;
  }
}
