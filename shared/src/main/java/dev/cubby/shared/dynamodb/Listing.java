package dev.cubby.shared.dynamodb;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// The items of a `range`, in the order of their sort keys.
///
/// `toPosition` names the place of an item by its key, shortly and without the partition; `toKey`
/// is the way back, to the key in the index and in the table.
public record Listing(
    KeyRange range,
    Function<Map<String, AttributeValue>, String> toPosition,
    Function<String, Map<String, AttributeValue>> toKey) {

  /// Where `page` starts; null for the beginning.
  @Nullable Map<String, AttributeValue> startKey(PageRequest page) {
    return page.position() == null ? null : toKey.apply(page.position());
  }

  /// The page that a Query has found.
  Page<Map<String, AttributeValue>> page(QueryResponse found) {
    return new Page<>(
        found.items(),
        found.hasLastEvaluatedKey() ? toPosition.apply(found.lastEvaluatedKey()) : null);
  }
}
