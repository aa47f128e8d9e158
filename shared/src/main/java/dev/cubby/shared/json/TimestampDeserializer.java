package dev.cubby.shared.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import dev.cubby.shared.time.Timestamp;
import java.io.IOException;
import java.time.Instant;

/// Reads a [Timestamp]: RFC 3339 in a string, or a whole number of seconds.
final class TimestampDeserializer extends StdScalarDeserializer<Instant> {

  private static final long serialVersionUID = 1L;

  TimestampDeserializer() {
    super(Instant.class);
  }

  @Override
  public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    var seconds = WholeNumber.of(parser);
    if (seconds.isPresent() || parser.hasToken(JsonToken.VALUE_STRING)) {
      var text = seconds.isPresent() ? Long.toString(seconds.getAsLong()) : parser.getText();
      var time = Timestamp.parse(text);
      if (time.isPresent()) {
        return time.get();
      }
    }
    return (Instant) context.handleUnexpectedToken(Instant.class, parser);
  }
}
