package dev.cubby.functions.notes;

import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DirectApi.MovableClock;

/// All handlers of notes on one table and one clock.
final class NoteFunctions {

  private NoteFunctions() {}

  static DirectApi on(Table table) {
    var notes = new NoteStore(table);
    var clock = new MovableClock();
    return new DirectApi(
        clock,
        new CreateNote(notes, clock),
        new GetNote(notes, clock),
        new ListNotes(notes, clock),
        new UpdateNote(notes, clock),
        new DeleteNote(notes, clock));
  }
}
