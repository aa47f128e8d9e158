package dev.cubby.functions.notes;

import static dev.cubby.shared.auth.Role.WRITE;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Outcome.Absent;
import dev.cubby.shared.dynamodb.Outcome.Changed;
import dev.cubby.shared.dynamodb.Outcome.Deleted;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.problem.Problem.NotFound;
import dev.cubby.shared.problem.Problem.PreconditionFailed;
import java.time.InstantSource;

/// `DELETE /notes/{id}`: removes a note and answers 204.
public final class DeleteNote extends ApiFunction {

  private final NoteStore notes;

  public DeleteNote() {
    this(new NoteStore(Wiring.table()), InstantSource.system());
  }

  DeleteNote(NoteStore notes, InstantSource clock) {
    super(clock);
    this.notes = notes;
  }

  @Override
  protected Response handle(Request request) {
    var userId = request.caller(WRITE).userId();
    var precondition = request.preconditionOfExisting();
    var id = request.pathId("id", "note");
    return switch (notes.delete(userId, id, request.time(), precondition)) {
      case Deleted _ -> Response.noContent();
      case Changed(var current) -> Response.problem(new PreconditionFailed(current.etag()));
      case Absent _ -> Response.problem(NotFound.of("note"));
    };
  }
}
