package dev.cubby.functions.notes;

import static dev.cubby.shared.auth.Access.WRITE;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.owned.OwnedFunction;
import dev.cubby.shared.owned.OwnedResource;
import java.time.InstantSource;

/// `DELETE /notes/{id}`: deletes a note and returns 204.
public final class DeleteNote extends OwnedFunction<Note> {

  public DeleteNote() {
    this(Wiring.table(), InstantSource.system());
  }

  DeleteNote(Table table, InstantSource clock) {
    super(WRITE, OwnedResource::delete, new NoteKind(), table, clock);
  }
}
