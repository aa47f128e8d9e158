package dev.cubby.testing;

import dev.cubby.shared.dynamodb.ItemSize;
import java.math.BigDecimal;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What DynamoDB bills for writes in transactions, by the sizes of items, as DynamoDB Local does
/// not tell.
public final class Units {

  private static final int WRITE_UNIT = 1_024;

  private Units() {}

  /// The write units of one item in a transaction, which is read before it is written: two for each
  /// started kilobyte.
  public static int inTransaction(Map<String, AttributeValue> item) {
    return 2 * Math.ceilDiv(size(item), WRITE_UNIT);
  }

  /// How many bytes DynamoDB counts for an item ([developer
  /// guide](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html)).
  static int size(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .mapToInt(attribute -> ItemSize.utf8(attribute.getKey()) + size(attribute.getValue()))
        .sum();
  }

  private static int size(AttributeValue value) {
    return switch (value.type()) {
      case S -> ItemSize.utf8(value.s());
      case N -> size(new BigDecimal(value.n()).stripTrailingZeros());
      case M -> 3 + size(value.m()) + value.m().size();
      default -> throw new IllegalArgumentException("No size known for type " + value.type());
    };
  }

  // Two digits in a byte, which begin at an even place; one byte more, and one for a minus sign.
  private static int size(BigDecimal number) {
    if (number.signum() == 0) {
      return 1;
    }
    int padding = Math.floorMod(number.scale(), 2);
    return Math.ceilDiv(number.precision() + padding, 2) + (number.signum() < 0 ? 2 : 1);
  }
}
