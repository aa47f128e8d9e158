package dev.cubby.shared.dynamodb;

import dev.cubby.shared.dynamodb.Page.Entry;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// The items of a `range`, ordered by sort key.
///
/// `toPosition` maps an item's key to a short position without the partition; `toKey` maps a
/// position back to the key in the index and the table.
public record Listing(
    KeyRange range, Function<Attributes, String> toPosition, Function<String, Attributes> toKey) {

  /// Returns the start key of `page`; null for the first page.
  @Nullable Map<String, AttributeValue> startKey(PageRequest page) {
    return page.position() == null ? null : toKey.apply(page.position()).toMap();
  }

  /// Returns the page in a Query's response.
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
