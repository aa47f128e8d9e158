package dev.cubby.functions.notes;

import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DirectApi.MovableClock;

/// All handlers of notes on one table and one clock.
public final class NoteFunctions {

  private NoteFunctions() {}

  static DirectApi on(Table table) {
    return on(table, new MovableClock());
  }

  public static DirectApi on(Table table, MovableClock clock) {
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
