package dev.cubby.shared.dynamodb;

/// The primary key of an item: partition key and sort key.
public record Key(String pk, String sk) {

  /// Returns the key of `item`.
  public static Key of(Attributes item) {
    return new Key(item.text("PK"), item.text("SK"));
  }

  public Attributes toAttributes() {
    return Attributes.NONE.with("PK", pk).with("SK", sk);
  }
}
