package dev.cubby.functions.notes;

import static dev.cubby.shared.auth.Role.READ;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.problem.Problem.NotFound;
import java.time.InstantSource;

/// `GET /notes/{id}`: answers 200 with a note.
public final class GetNote extends ApiFunction {

  private final NoteStore notes;

  public GetNote() {
    this(new NoteStore(Wiring.table()), InstantSource.system());
  }

  GetNote(NoteStore notes, InstantSource clock) {
    super(clock);
    this.notes = notes;
  }

  @Override
  protected Response handle(Request request) {
    var userId = request.caller(READ).userId();
    return notes
        .find(userId, request.pathId("id", "note"), request.time())
        .map(note -> Response.ok(request, note.revision().etag(), NoteDocument.of(note)))
        .orElseGet(() -> Response.problem(NotFound.of("note")));
  }
}
