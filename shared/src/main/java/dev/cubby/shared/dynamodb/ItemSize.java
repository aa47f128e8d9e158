package dev.cubby.shared.dynamodb;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How many bytes DynamoDB counts for an item: its names and its values ([developer
/// guide](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html)).
public final class ItemSize {

  /// The most an item can have: 400 KB.
  public static final int MAX_BYTES = 400 * 1024;

  /// The most a number can take: 38 digits, two in a byte, a sign and an exponent.
  static final int MAX_NUMBER_BYTES = 21;

  private ItemSize() {}

  /// Returns the most bytes that an item with these attributes can have. Every number counts as the
  /// longest there is, so that an item that fits goes on fitting when its version grows.
  public static int atMost(Attributes item) {
    return item.toMap().entrySet().stream()
        .mapToInt(attribute -> utf8(attribute.getKey()) + atMost(attribute.getValue()))
        .sum();
  }

  /// Returns how many bytes `text` has in UTF-8.
  public static int utf8(String text) {
    int bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        // A surrogate is one half of a pair that takes four bytes.
        bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return bytes;
  }

  private static int atMost(AttributeValue value) {
    return switch (value.type()) {
      case S -> utf8(value.s());
      case N -> MAX_NUMBER_BYTES;
      default -> throw new IllegalArgumentException("No size known for type " + value.type());
    };
  }
}
