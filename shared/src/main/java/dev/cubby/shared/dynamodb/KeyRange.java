package dev.cubby.shared.dynamodb;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of one partition of an index that lie together by their sort keys.
public record KeyRange(Index index, String condition, Map<String, AttributeValue> values) {

  /// Those whose sort keys begin with `prefix`.
  public static KeyRange beginningWith(Index index, String partition, String prefix) {
    // DynamoDB takes no empty prefix.
    return prefix.isEmpty()
        ? new KeyRange(index, index.isPartition(), Map.of(":partition", fromS(partition)))
        : new KeyRange(
            index,
            index.isPartition() + index.beginsWithPrefix(),
            Map.of(":partition", fromS(partition), ":prefix", fromS(prefix)));
  }

  /// Those whose sort keys lie between `first` and `last`, both included. `first` must not come
  /// after `last`.
  public static KeyRange between(Index index, String partition, String first, String last) {
    return new KeyRange(
        index,
        index.isPartition() + index.isBetween(),
        Map.of(":partition", fromS(partition), ":first", fromS(first), ":last", fromS(last)));
  }
}
