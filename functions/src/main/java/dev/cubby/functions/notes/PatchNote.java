package dev.cubby.functions.notes;

import static dev.cubby.shared.auth.Access.WRITE;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.owned.OwnedFunction;
import dev.cubby.shared.owned.OwnedResource;
import java.time.InstantSource;

/// `PATCH /notes/{id}`: changes a part of a note, keeps its expiry, and returns it.
public final class PatchNote extends OwnedFunction<Note> {

  public PatchNote() {
    this(Wiring.table(), InstantSource.system());
  }

  PatchNote(Table table, InstantSource clock) {
    super(WRITE, OwnedResource::patch, new NoteKind(), table, clock);
  }
}
