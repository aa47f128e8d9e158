package dev.cubby.functions.source;

import dev.cubby.functions.Period;
import dev.cubby.shared.dynamodb.Page;
import dev.cubby.shared.dynamodb.PageRequest;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.dynamodb.VersionedItems;
import java.time.Instant;
import java.util.List;

/// The audit trail in DynamoDB. One call in each method.
final class ActionStore {

  private final Table table;
  private final VersionedItems items;

  ActionStore(Table table) {
    this.table = table;
    this.items = new VersionedItems(table, List.of());
  }

  /// Puts `action` on record.
  void record(Action action) {
    table.put(ActionItem.toItem(action));
  }

  /// The actions on `source` in a `period`, in the order of time.
  Page<Action> list(Source source, Period period, PageRequest page, Instant time) {
    return items
        .list(ActionItem.listing(source, period), page, time)
        .map(item -> ActionItem.toAction(source, item));
  }
}
