package dev.cubby.functions.source;

import dev.cubby.shared.dynamodb.ItemSize;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.json.Numbers;
import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.Problem.InvalidRequest;
import dev.cubby.shared.problem.ProblemException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The numbers of an event that statistics cover: at most 50, each less than 10^15 in magnitude
/// with at most 12 decimals, so that sums are exact in the 38 digits of DynamoDB's numbers.
final class NumericFields {

  private static final int MAX_FIELDS = 50;
  private static final int MAX_POINTER_BYTES = 255;
  private static final int MAX_INTEGER_DIGITS = 15;
  private static final int MAX_DECIMALS = 12;

  private NumericFields() {}

  /// Returns the numbers in `data` by JSON pointer.
  ///
  /// @throws ProblemException with every field that is out of range, or if there are too many
  static Map<String, BigDecimal> of(JsonText data) {
    var texts = Numbers.byPointer(data, MAX_FIELDS + 1);
    if (texts.size() > MAX_FIELDS) {
      throw ProblemException.invalid("data", "must have at most " + MAX_FIELDS + " numeric fields");
    }
    var numbers = new HashMap<String, BigDecimal>();
    var errors = new ArrayList<FieldError>();
    texts.forEach((pointer, text) -> {
      var number = parse(text);
      if (!isName(pointer)) {
        errors.add(
            new FieldError(
                "data",
                "has a numeric field whose JSON pointer exceeds "
                    + MAX_POINTER_BYTES
                    + " bytes or contains an unpaired surrogate"));
      } else if (number.isEmpty()) {
        errors.add(
            new FieldError(
                "data" + pointer, "must be less than 10^15 in magnitude with at most 12 decimals"));
      } else {
        numbers.put(pointer, number.get());
      }
    });
    if (errors.isEmpty()) {
      return numbers;
    }
    throw new ProblemException(new InvalidRequest(errors));
  }

  // DynamoDB stores names in UTF-8, which cannot encode an unpaired surrogate.
  private static boolean isName(String pointer) {
    return ItemSize.utf8(pointer) <= MAX_POINTER_BYTES
        && StandardCharsets.UTF_8.newEncoder().canEncode(pointer);
  }

  // 1e2 and 100.0 equal 100. Exponents can exceed BigDecimal's range, so digits are expanded only
  // after the range check.
  private static Optional<BigDecimal> parse(String text) {
    try {
      var number = new BigDecimal(text).stripTrailingZeros();
      long integerDigits = (long) number.precision() - number.scale();
      return integerDigits <= MAX_INTEGER_DIGITS && number.scale() <= MAX_DECIMALS
          ? Optional.of(number)
          : Optional.empty();
    } catch (ArithmeticException | NumberFormatException _) {
      return Optional.empty();
    }
  }
}
