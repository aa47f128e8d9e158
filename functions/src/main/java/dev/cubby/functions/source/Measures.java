package dev.cubby.functions.source;

import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.json.Numbers;
import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.Problem.InvalidRequest;
import dev.cubby.shared.problem.ProblemException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Collectors;

/// The numbers of an event that figures are made of: at most 50, each below 10^15 with at most 12
/// decimals, so that sums stay exact in the 38 digits of DynamoDB's numbers.
final class Measures {

  private static final int MAX_FIELDS = 50;
  private static final int MAX_POINTER_LENGTH = 255;
  private static final int MAX_INTEGER_DIGITS = 15;
  private static final int MAX_DECIMALS = 12;

  private Measures() {}

  /// Returns the numbers in `data` by their JSON pointers.
  ///
  /// @throws ProblemException naming every field that is out of range, or that there are too many
  static Map<String, BigDecimal> of(JsonText data) {
    var numbers = Numbers.byPointer(data);
    if (numbers.size() > MAX_FIELDS) {
      throw ProblemException.invalid(
          "data", "has " + numbers.size() + " numeric fields; the limit is " + MAX_FIELDS);
    }
    var errors =
        numbers.entrySet().stream()
            .filter(number -> !isInRange(number.getKey(), number.getValue()))
            .map(number ->
                new FieldError(
                    "data" + number.getKey(),
                    "must be below 10^15 with at most 12 decimals, in a field whose JSON pointer"
                        + " has at most 255 characters"))
            .toList();
    if (!errors.isEmpty()) {
      throw new ProblemException(new InvalidRequest(errors));
    }
    return numbers.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, number -> plain(number.getValue())));
  }

  private static boolean isInRange(String pointer, BigDecimal number) {
    var plain = plain(number);
    return pointer.length() <= MAX_POINTER_LENGTH
        && plain.precision() - plain.scale() <= MAX_INTEGER_DIGITS
        && plain.scale() <= MAX_DECIMALS;
  }

  // 1e2 and 100.0 are 100; digits are never written out before the range is known.
  private static BigDecimal plain(BigDecimal number) {
    return number.stripTrailingZeros();
  }
}
