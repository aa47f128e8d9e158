package dev.cubby.functions.notes;

import static dev.cubby.shared.auth.Access.READ;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.owned.OwnedFunction;
import dev.cubby.shared.owned.OwnedResource;
import java.time.InstantSource;

/// `GET /notes/{id}`: returns a note.
public final class GetNote extends OwnedFunction<Note> {

  public GetNote() {
    this(Wiring.table(), InstantSource.system());
  }

  GetNote(Table table, InstantSource clock) {
    super(READ, OwnedResource::get, new NoteKind(), table, clock);
  }
}
