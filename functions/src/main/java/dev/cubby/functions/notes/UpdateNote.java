package dev.cubby.functions.notes;

import static dev.cubby.shared.auth.Access.WRITE;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.owned.OwnedFunction;
import dev.cubby.shared.owned.OwnedResource;
import java.time.InstantSource;

/// `PUT /notes/{id}`: replaces a note and its expiry, and returns it.
public final class UpdateNote extends OwnedFunction<Note> {

  public UpdateNote() {
    this(Wiring.table(), InstantSource.system());
  }

  UpdateNote(Table table, InstantSource clock) {
    super(WRITE, OwnedResource::replace, new NoteKind(), table, clock, "ttl", "expiresAt");
  }
}
