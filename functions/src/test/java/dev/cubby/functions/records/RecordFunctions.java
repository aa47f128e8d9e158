package dev.cubby.functions.records;

import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DirectApi.MovableClock;

/// All handlers of records on one table and one clock.
final class RecordFunctions {

  private RecordFunctions() {}

  static DirectApi on(Table table) {
    var records = new RecordStore(table);
    var clock = new MovableClock();
    return new DirectApi(
        clock,
        new CreateRecord(records, clock),
        new GetRecord(records, clock),
        new ListRecords(records, clock),
        new ListRecordKeys(records, clock),
        new UpdateRecord(records, clock),
        new DeleteRecord(records, clock));
  }
}
