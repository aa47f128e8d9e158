package dev.cubby.functions.source;

import dev.cubby.functions.Period;
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
    table.put(ActionItem.toItem(action));
  }

  /// The actions on `source` in a `period`, in the order of time.
  Page<Action> list(Source source, Period period, PageRequest page, Instant time) {
    return table
        .list(ActionItem.listing(source, period), page, time)
        .map(item -> ActionItem.toAction(source, item));
  }
}
