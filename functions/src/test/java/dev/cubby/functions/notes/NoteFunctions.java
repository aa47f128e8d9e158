package dev.cubby.functions.notes;

import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DirectApi.MovableClock;

/// All handlers of notes on one table and one clock.
final class NoteFunctions {

  private NoteFunctions() {}

  static DirectApi on(Table table) {
    var clock = new MovableClock();
    return new DirectApi(
        clock,
        new CreateNote(table, clock),
        new GetNote(table, clock),
        new ListNotes(table, clock),
        new UpdateNote(table, clock),
        new PatchNote(table, clock),
        new DeleteNote(table, clock));
  }
}
