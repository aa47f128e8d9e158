package dev.cubby.shared.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.util.OptionalLong;

/// Reads a whole number as JSON Schema defines it: `36`, and also `36.0` and `3.6e1`.
final class WholeNumber extends StdScalarDeserializer<Integer> {

  private static final long serialVersionUID = 1L;

  // Up to here, a double holds each.
  private static final double MAX = 1L << 53;

  WholeNumber() {
    super(Integer.class);
  }

  /// Returns the number at `parser`; empty if there is another value, a fraction, or a number
  /// beyond 2^53.
  static OptionalLong of(JsonParser parser) throws IOException {
    if (parser.currentToken().isNumeric()) {
      double number = parser.getDoubleValue();
      if (Math.abs(number) <= MAX && number == Math.rint(number)) {
        return OptionalLong.of((long) number);
      }
    }
    return OptionalLong.empty();
  }

  @Override
  public Integer deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    var number = of(parser);
    return number.isPresent() && number.getAsLong() == (int) number.getAsLong()
        ? (Integer) (int) number.getAsLong()
        : (Integer) context.handleUnexpectedToken(Integer.class, parser);
  }
}
