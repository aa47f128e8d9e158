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
  private static final List<String> INDEXES = List.of("GSI1", "IX1", "IX2", "IX3", "IX4");

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

  /// The write units of the indexes when an item changes: in each, one for each started kilobyte of
  /// the entry that goes, and of the one that comes. A change of the expiry alone rewrites the
  /// entry in place.
  static int ofIndexes(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
    return INDEXES.stream().mapToInt(index -> ofIndex(index, before, after)).sum();
  }

  private static int ofIndex(
      String index, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
    var key = List.of(index + "PK", index + "SK");
    var old = entry(key, before);
    var next = entry(key, after);
    if (old.equals(next)) {
      return 0;
    }
    return only(key, old).equals(only(key, next))
        ? Math.max(units(old), units(next))
        : units(old) + units(next);
  }

  // Empty if the item has no entry.
  private static Map<String, AttributeValue> entry(
      List<String> key, Map<String, AttributeValue> item) {
    var entry = only(List.of("PK", "SK", key.getFirst(), key.getLast(), "TTL"), item);
    return entry.keySet().containsAll(key) ? entry : Map.of();
  }

  private static int units(Map<String, AttributeValue> entry) {
    return Math.ceilDiv(size(entry), WRITE_UNIT);
  }

  /// The read units of a page, read eventually consistently: half a unit for each started 4 KB of
  /// all `items` together.
  static double ofPage(List<Map<String, AttributeValue>> items) {
    int bytes = items.stream().mapToInt(Units::size).sum();
    return 0.5 * Math.ceilDiv(bytes, READ_UNIT);
  }

  /// How many bytes the entry of `item` in the index has, 0 if it has none.
  static int sizeInIndex(Map<String, AttributeValue> item) {
    return size(entry(List.of("GSI1PK", "GSI1SK"), item));
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
      case B -> value.b().asByteArrayUnsafe().length;
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
