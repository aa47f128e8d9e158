package dev.cubby.shared.dynamodb;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The size of an item as DynamoDB counts it: attribute names and values ([developer
/// guide](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html)).
public final class ItemSize {

  /// The maximum size of an item: 400 KB.
  public static final int MAX_BYTES = 400 * 1024;

  /// The maximum size of a number: 38 digits, two per byte, a sign and an exponent.
  static final int MAX_NUMBER_BYTES = 21;

  private ItemSize() {}

  /// Returns the maximum size of an item with these attributes. Every number counts with the
  /// maximum size, so that an item still fits when its version grows.
  public static int atMost(Attributes item) {
    return item.toMap().entrySet().stream()
        .mapToInt(attribute -> utf8(attribute.getKey()) + atMost(attribute.getValue()))
        .sum();
  }

  /// Returns the size of `text` in UTF-8.
  public static int utf8(String text) {
    int bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        // A surrogate is half of a pair that takes four bytes.
        bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return bytes;
  }

  // An entry of a map takes one byte beside its name and value, and the map three.
  private static int atMost(AttributeValue value) {
    return switch (value.type()) {
      case S -> utf8(value.s());
      case B -> value.b().asByteArrayUnsafe().length;
      case N -> MAX_NUMBER_BYTES;
      case M -> 3 + value.m().size() + atMost(Attributes.of(value.m()));
      default -> throw new IllegalArgumentException("No size known for type " + value.type());
    };
  }
}
