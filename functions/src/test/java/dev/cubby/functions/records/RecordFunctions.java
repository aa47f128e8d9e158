package dev.cubby.functions.records;

import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DirectApi.MovableClock;

/// All handlers of records on one table and one clock.
final class RecordFunctions {

  private RecordFunctions() {}

  static DirectApi on(Table table) {
    var clock = new MovableClock();
    return new DirectApi(
        clock,
        new CreateRecord(table, clock),
        new GetRecord(table, clock),
        new ListRecords(table, clock),
        new ListRecordKeys(table, clock),
        new UpdateRecord(table, clock),
        new PatchRecord(table, clock),
        new DeleteRecord(table, clock));
  }
}
