package dev.cubby.shared.dynamodb;

/// The primary key of an item: its partition, and its place within it.
public record Key(String pk, String sk) {

  /// The key of `item`.
  public static Key of(Attributes item) {
    return new Key(item.text("PK"), item.text("SK"));
  }

  public Attributes toAttributes() {
    return Attributes.NONE.with("PK", pk).with("SK", sk);
  }
}
