package dev.cubby.shared.dynamodb;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The primary key of an item: its partition and its place within it.
public record Key(String pk, String sk) {

  /// The key of `item`.
  public static Key of(Map<String, AttributeValue> item) {
    return new Key(Attributes.text(item, "PK"), Attributes.text(item, "SK"));
  }

  public Map<String, AttributeValue> toAttributes() {
    return Map.of("PK", fromS(pk), "SK", fromS(sk));
  }
}
