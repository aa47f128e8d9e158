package dev.cubby.testing;

import dev.cubby.shared.dynamodb.ItemSize;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What DynamoDB bills, by the sizes of items, where DynamoDB Local counts otherwise.
public final class Units {

  private static final int WRITE_UNIT = 1_024;
  private static final int READ_UNIT = 4_096;
  private static final List<String> INDEX_KEY = List.of("GSI1PK", "GSI1SK");
  private static final List<String> IN_INDEX = List.of("PK", "SK", "GSI1PK", "GSI1SK", "TTL");

  private Units() {}

  /// The write units of one item in a transaction, which is read before it is written: two for each
  /// started kilobyte.
  public static int inTransaction(Map<String, AttributeValue> item) {
    return 2 * Math.max(1, Math.ceilDiv(size(item), WRITE_UNIT));
  }

  /// The read units of one item in a transaction: two for each started 4 KB.
  static int readInTransaction(Map<String, AttributeValue> item) {
    return 2 * Math.max(1, Math.ceilDiv(size(item), READ_UNIT));
  }

  /// The write units of the index when an item changes: one for each started kilobyte of the entry
  /// that goes, and of the one that comes. A change of the expiry alone rewrites the entry in
  /// place.
  static int ofIndex(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
    var old = only(IN_INDEX, before);
    var next = only(IN_INDEX, after);
    if (old.equals(next)) {
      return 0;
    }
    return only(INDEX_KEY, old).equals(only(INDEX_KEY, next))
        ? Math.max(inIndex(old), inIndex(next))
        : inIndex(old) + inIndex(next);
  }

  /// The read units of a page, read eventually consistently: half a unit for each started 4 KB of
  /// all `items` together.
  static double ofPage(List<Map<String, AttributeValue>> items) {
    int bytes = items.stream().mapToInt(Units::size).sum();
    return 0.5 * Math.ceilDiv(bytes, READ_UNIT);
  }

  private static int inIndex(Map<String, AttributeValue> entry) {
    return entry.keySet().containsAll(INDEX_KEY) ? Math.ceilDiv(size(entry), WRITE_UNIT) : 0;
  }

  private static Map<String, AttributeValue> only(
      List<String> names, Map<String, AttributeValue> item) {
    var some = new HashMap<>(item);
    some.keySet().retainAll(names);
    return some;
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
