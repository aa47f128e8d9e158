package dev.cubby.shared.dynamodb;

import dev.cubby.shared.version.ETag;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Sets attributes of versioned items without a new version, for entries in indexes.
public final class Amendments {

  private final Table table;

  public Amendments(Table table) {
    this.table = table;
  }

  /// Whether `listing` has no item, strongly consistently. One Query, or more if items have
  /// expired.
  public boolean isEmpty(Listing listing, Instant time) {
    var page = table.list(listing, new PageRequest(1, true, null), time, true);
    while (page.items().isEmpty() && page.position() != null) {
      page = table.list(listing, new PageRequest(100, true, page.position()), time, true);
    }
    return page.items().isEmpty();
  }

  /// Reads a page of `listing`, strongly consistently, and sets what each item lacks of the
  /// attributes that `wanted` returns, unless another write changes the item in between. One Query,
  /// and a call for each item that lacks something.
  public Page<Attributes> apply(
      Listing listing, UnaryOperator<Attributes> wanted, PageRequest page, Instant time) {
    var items = table.list(listing, page, time, true);
    for (var item : items.items()) {
      var attributes = wanted.apply(item);
      if (!item.hasAll(attributes)) {
        set(Key.of(item), attributes, VersionAttributes.revision(item).etag());
      }
    }
    return items;
  }

  private void set(Key key, Attributes attributes, ETag current) {
    var match = ETagCondition.of(List.of(current));
    var update = AttributeUpdate.of(attributes);
    try {
      table.update(request ->
          request
              .key(key.toAttributes().toMap())
              .updateExpression(update.expression())
              .conditionExpression("attribute_exists(PK)" + match.expression())
              .expressionAttributeNames(update.names())
              .expressionAttributeValues(update.values().with(match.values()).toMap()));
    } catch (ConditionalCheckFailedException _) {
      // The next version has what is wanted of it.
    }
  }
}
