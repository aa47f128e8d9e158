package dev.cubby.shared.dynamodb;

/// A contiguous range of sort keys in one partition of an index.
public record KeyRange(Index index, String condition, Attributes values) {

  /// Returns the range of sort keys that begin with `prefix`.
  public static KeyRange beginningWith(Index index, String partition, String prefix) {
    // DynamoDB rejects an empty prefix.
    return prefix.isEmpty()
        ? new KeyRange(index, index.isPartition(), Attributes.NONE.with(":partition", partition))
        : new KeyRange(
            index,
            index.isPartition() + index.beginsWithPrefix(),
            Attributes.NONE.with(":partition", partition).with(":prefix", prefix));
  }

  /// Returns the range from `first` to `last`, both included. `first` must not be after `last`.
  public static KeyRange between(Index index, String partition, String first, String last) {
    return new KeyRange(
        index,
        index.isPartition() + index.isBetween(),
        Attributes.NONE.with(":partition", partition).with(":first", first).with(":last", last));
  }

  /// Returns the range from `first` to `last`, both included. `first` must not be after `last`.
  public static KeyRange between(Index index, String partition, Binary first, Binary last) {
    return new KeyRange(
        index,
        index.isPartition() + index.isBetween(),
        Attributes.NONE.with(":partition", partition).with(":first", first).with(":last", last));
  }
}
