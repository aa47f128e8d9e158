package dev.cubby.shared.dynamodb;

import dev.cubby.shared.dynamodb.Page.Entry;
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
    KeyRange range, Function<Attributes, String> toPosition, Function<String, Attributes> toKey) {

  /// Where `page` starts; null for the beginning.
  @Nullable Map<String, AttributeValue> startKey(PageRequest page) {
    return page.position() == null ? null : toKey.apply(page.position()).toMap();
  }

  /// The page that a Query has found.
  Page<Attributes> page(QueryResponse found) {
    return new Page<>(
        found.items().stream()
            .map(Attributes::of)
            .map(item -> new Entry<>(item, toPosition.apply(item)))
            .toList(),
        found.hasLastEvaluatedKey()
            ? toPosition.apply(Attributes.of(found.lastEvaluatedKey()))
            : null);
  }
}
