package dev.cubby.functions.source;

import dev.cubby.shared.dynamodb.Table;

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
}
