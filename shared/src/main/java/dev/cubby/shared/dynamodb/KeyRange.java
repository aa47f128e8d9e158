package dev.cubby.shared.dynamodb;

/// The items of one partition of an index that lie together by their sort keys.
public record KeyRange(Index index, String condition, Attributes values) {

  /// Those whose sort keys begin with `prefix`.
  public static KeyRange beginningWith(Index index, String partition, String prefix) {
    // DynamoDB takes no empty prefix.
    return prefix.isEmpty()
        ? new KeyRange(index, index.isPartition(), Attributes.NONE.with(":partition", partition))
        : new KeyRange(
            index,
            index.isPartition() + index.beginsWithPrefix(),
            Attributes.NONE.with(":partition", partition).with(":prefix", prefix));
  }

  /// Those whose sort keys lie between `first` and `last`, both included. `first` must not come
  /// after `last`.
  public static KeyRange between(Index index, String partition, String first, String last) {
    return new KeyRange(
        index,
        index.isPartition() + index.isBetween(),
        Attributes.NONE.with(":partition", partition).with(":first", first).with(":last", last));
  }
}
