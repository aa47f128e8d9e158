package dev.cubby.functions.source;

import dev.cubby.shared.dynamodb.ItemSize;
import dev.cubby.shared.json.Decimal;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.json.Numbers;
import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.ProblemException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The numbers of an event that statistics cover: at most 50, each less than 10^15 in magnitude and
/// rounded to 12 decimals, so that sums are exact in the 38 digits of DynamoDB's numbers.
final class NumericFields {

  private static final int MAX_FIELDS = 50;
  private static final int MAX_POINTER_BYTES = 255;

  /// The maximum size of all JSON pointers of an event or a bucket. It bounds the cost of writes
  /// and queries, because a bucket stores each pointer in the names of six attributes.
  static final int MAX_NAME_BYTES = 2_048;

  private static final int DECIMALS = 12;
  // Of a Decimal that is less than 10^15.
  private static final int MAX_EXPONENT = 15;

  private NumericFields() {}

  /// Returns the numbers in `data` by JSON pointer.
  ///
  /// @throws ProblemException with every field that is out of range, or if there are too many
  static Map<String, BigDecimal> of(JsonText data) {
    var texts = Numbers.byPointer(data, MAX_FIELDS + 1);
    if (texts.size() > MAX_FIELDS) {
      throw ProblemException.invalid("data", "must have at most " + MAX_FIELDS + " numeric fields");
    }
    if (nameBytes(texts.keySet()) > MAX_NAME_BYTES) {
      throw ProblemException.invalid(
          "data",
          "has numeric fields whose JSON pointers exceed " + MAX_NAME_BYTES + " bytes in total");
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
        errors.add(new FieldError("data" + pointer, "must be less than 10^15 in magnitude"));
      } else {
        numbers.put(pointer, number.get());
      }
    });
    ProblemException.throwIfAny(errors);
    return numbers;
  }

  /// Returns the total size of these JSON pointers in bytes of UTF-8.
  static int nameBytes(Set<String> pointers) {
    return pointers.stream().mapToInt(ItemSize::utf8).sum();
  }

  // DynamoDB stores names in UTF-8, which cannot encode an unpaired surrogate.
  private static boolean isName(String pointer) {
    return ItemSize.utf8(pointer) <= MAX_POINTER_BYTES
        && StandardCharsets.UTF_8.newEncoder().canEncode(pointer);
  }

  // Rounds to 12 decimals, because doubles often have more. A number has at most 1,000 digits, but
  // its exponent can exceed BigDecimal's range.
  private static Optional<BigDecimal> parse(String text) {
    var number = Decimal.parse(text);
    if (number.sign() == 0 || number.exponent() < -DECIMALS) {
      return Optional.of(BigDecimal.ZERO);
    }
    return number.exponent() > MAX_EXPONENT
        ? Optional.empty()
        : Optional.of(
            new BigDecimal(text).setScale(DECIMALS, RoundingMode.HALF_EVEN).stripTrailingZeros());
  }
}
