package dev.cubby.functions.source;

import dev.cubby.functions.TimeRange;
import dev.cubby.shared.dynamodb.Page;
import dev.cubby.shared.dynamodb.PageRequest;
import dev.cubby.shared.dynamodb.Table;
import java.time.Instant;

/// The audit trail in DynamoDB. Each method makes one call.
final class ActionStore {

  private final Table table;

  ActionStore(Table table) {
    this.table = table;
  }

  /// Stores `action`.
  void record(Action action) {
    table.put(ActionMapping.toAttributes(action));
  }

  /// Returns a page of the actions on `source` in a `range`, ordered by time.
  Page<Action> list(Source source, TimeRange range, PageRequest page, Instant time) {
    return table
        .list(ActionMapping.listing(source, range), page, time)
        .map(item -> ActionMapping.toAction(source, item));
  }
}
