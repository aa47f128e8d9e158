package dev.cubby.shared.json.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import dev.cubby.shared.json.Decimal;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.Problem.InvalidRequest;
import dev.cubby.shared.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;

/// Reads JSON as nodes that compare every number exactly, by value.
final class ExactJson {

  // Limits of a number's length and of its exponent in scientific notation: they bound what
  // arithmetic costs.
  private static final int MAX_DIGITS = 1_000;
  private static final int MAX_EXPONENT = 9_999;

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .setNodeFactory(new Decimals());

  private ExactJson() {}

  /// Reads `json`.
  ///
  /// @param name the name of `json` in problems, before the pointer to a part
  /// @throws ProblemException naming each number beyond the limits
  static JsonNode read(JsonText json, String name) {
    try {
      requireNumbersWithinLimits(json, name);
      try (var parser = json.parser()) {
        return MAPPER.readTree(parser);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireNumbersWithinLimits(JsonText json, String name) throws IOException {
    var errors = new ArrayList<FieldError>();
    try (var parser = json.parser()) {
      while (parser.nextToken() != null && errors.size() < InvalidRequest.MAX_ERRORS) {
        if (parser.currentToken().isNumeric() && !isWithinLimits(parser)) {
          errors.add(
              new FieldError(
                  Violation.place(name + parser.getParsingContext().pathAsPointer()),
                  Decimal.limits(MAX_DIGITS, MAX_EXPONENT)));
        }
      }
    }
    ProblemException.throwIfAny(errors);
  }

  // Jackson too counts the digits of an exponent.
  private static boolean isWithinLimits(JsonParser parser) throws IOException {
    var text = parser.getText();
    return text.chars().filter(c -> c >= '0' && c <= '9').count() <= MAX_DIGITS
        && Decimal.parse(text).isWithin(MAX_DIGITS, MAX_EXPONENT);
  }

  // The library compares numbers of one type correctly, but not a long with a decimal.
  private static final class Decimals extends JsonNodeFactory {

    private static final long serialVersionUID = 1L;

    Decimals() {
      super(true);
    }

    @Override
    public NumericNode numberNode(int number) {
      return DecimalNode.valueOf(BigDecimal.valueOf(number));
    }

    @Override
    public NumericNode numberNode(long number) {
      return DecimalNode.valueOf(BigDecimal.valueOf(number));
    }

    // Zero can have an exponent too, which would be written out.
    @Override
    public ValueNode numberNode(BigDecimal number) {
      return DecimalNode.valueOf(number.signum() == 0 ? BigDecimal.ZERO : number);
    }

    @Override
    public ValueNode numberNode(BigInteger number) {
      return DecimalNode.valueOf(new BigDecimal(number));
    }
  }
}
