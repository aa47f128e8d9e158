package dev.cubby.functions.notes;

import static dev.cubby.shared.auth.Access.WRITE;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.owned.OwnedFunction;
import dev.cubby.shared.owned.OwnedResource;
import java.time.InstantSource;

/// `POST /notes`: stores a note under a new id and returns 201 with it.
public final class CreateNote extends OwnedFunction<Note> {

  public CreateNote() {
    this(Wiring.table(), InstantSource.system());
  }

  CreateNote(Table table, InstantSource clock) {
    super(WRITE, OwnedResource::create, new NoteKind(), table, clock, "ttl", "expiresAt");
  }
}
