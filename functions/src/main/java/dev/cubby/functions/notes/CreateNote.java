package dev.cubby.functions.notes;

import static dev.cubby.shared.auth.Role.WRITE;

import dev.cubby.functions.UserPartition;
import dev.cubby.functions.Wiring;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.id.UuidV7;
import java.time.InstantSource;

/// `POST /notes`: stores a new note and answers 201 with it and its location.
public final class CreateNote extends ApiFunction {

  private final NoteStore notes;

  public CreateNote() {
    this(new NoteStore(Wiring.table()), InstantSource.system());
  }

  CreateNote(NoteStore notes, InstantSource clock) {
    super(clock);
    this.notes = notes;
  }

  @Override
  protected Response handle(Request request) {
    var userId = request.caller(WRITE).userId();
    var idempotency = request.idempotency(UserPartition.of(userId));
    var draft = Draft.of(userId, UuidV7.at(request.time()), request);
    var note = notes.create(draft, idempotency);
    return Response.created("/notes/" + note.id(), NoteDocument.of(note))
        .etag(note.revision().etag());
  }
}
