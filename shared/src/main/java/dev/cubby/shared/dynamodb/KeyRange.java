package dev.cubby.shared.dynamodb;

/// A contiguous range of sort keys in one partition of an index.
public record KeyRange(Index index, String condition, Attributes values) {

  /// Returns the range of sort keys that begin with `prefix`.
  public static KeyRange beginningWith(Index index, String partition, String prefix) {
    // DynamoDB rejects an empty prefix.
    return prefix.isEmpty()
        ? of(index, partition, "", Attributes.NONE)
        : of(
            index,
            partition,
            " AND begins_with(" + index.sort() + ", :prefix)",
            Attributes.NONE.with(":prefix", prefix));
  }

  /// Returns the range from `first` to `last`, both included. `first` must not be after `last`.
  public static KeyRange between(Index index, String partition, String first, String last) {
    return between(index, partition, Attributes.NONE.with(":first", first).with(":last", last));
  }

  /// Returns the range from `first` to `last`, both included. `first` must not be after `last`.
  public static KeyRange between(Index index, String partition, Binary first, Binary last) {
    return between(index, partition, Attributes.NONE.with(":first", first).with(":last", last));
  }

  private static KeyRange between(Index index, String partition, Attributes bounds) {
    return of(index, partition, " AND " + index.sort() + " BETWEEN :first AND :last", bounds);
  }

  private static KeyRange of(Index index, String partition, String condition, Attributes values) {
    return new KeyRange(
        index,
        index.partition() + " = :partition" + condition,
        values.with(":partition", partition));
  }
}
