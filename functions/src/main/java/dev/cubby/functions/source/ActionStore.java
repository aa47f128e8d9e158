package dev.cubby.functions.source;

import dev.cubby.functions.TimeRange;
import dev.cubby.shared.dynamodb.Page;
import dev.cubby.shared.dynamodb.PageRequest;
import dev.cubby.shared.dynamodb.Table;
import java.time.Instant;

/// The audit trail in DynamoDB. One call in each method.
final class ActionStore {

  private final Table table;

  ActionStore(Table table) {
    this.table = table;
  }

  /// Puts `action` on record.
  void record(Action action) {
    table.put(ActionMapping.toAttributes(action));
  }

  /// The actions on `source` in a `range`, in the order of time.
  Page<Action> list(Source source, TimeRange range, PageRequest page, Instant time) {
    return table
        .list(ActionMapping.listing(source, range), page, time)
        .map(item -> ActionMapping.toAction(source, item));
  }
}
