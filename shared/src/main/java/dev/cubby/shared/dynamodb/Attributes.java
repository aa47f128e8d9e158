package dev.cubby.shared.dynamodb;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads and makes the values of attributes.
public final class Attributes {

  private Attributes() {}

  /// Returns the text that `item` has under `name`.
  ///
  /// @throws IllegalStateException if it has none: the table holds something that Cubby did not
  ///   write
  public static String text(Map<String, AttributeValue> item, String name) {
    return value(item, name).s();
  }

  /// Returns the whole number that `item` has under `name`.
  ///
  /// @throws IllegalStateException likewise
  public static long number(Map<String, AttributeValue> item, String name) {
    return Long.parseLong(value(item, name).n());
  }

  /// Returns the number that `item` has under `name`.
  ///
  /// @throws IllegalStateException likewise
  public static BigDecimal decimal(Map<String, AttributeValue> item, String name) {
    return new BigDecimal(value(item, name).n());
  }

  static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  /// `time` in milliseconds since 1970.
  public static AttributeValue millis(Instant time) {
    return number(time.toEpochMilli());
  }

  /// `time` in seconds since 1970, as in `TTL`.
  public static AttributeValue seconds(Instant time) {
    return number(time.getEpochSecond());
  }

  private static AttributeValue value(Map<String, AttributeValue> item, String name) {
    var value = item.get(name);
    if (value == null) {
      throw new IllegalStateException(
          "Item " + item.get("PK") + " " + item.get("SK") + " has no " + name);
    }
    return value;
  }
}
