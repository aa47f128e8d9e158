package dev.cubby.functions.notes;

import static dev.cubby.shared.auth.Role.WRITE;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Outcome.Absent;
import dev.cubby.shared.dynamodb.Outcome.Changed;
import dev.cubby.shared.dynamodb.Outcome.Replaced;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.problem.Problem.NotFound;
import dev.cubby.shared.problem.Problem.PreconditionFailed;
import java.time.InstantSource;

/// `PUT /notes/{id}`: replaces a note, its expiry too, and answers 200 with it.
public final class UpdateNote extends ApiFunction {

  private final NoteStore notes;

  public UpdateNote() {
    this(new NoteStore(Wiring.table()), InstantSource.system());
  }

  UpdateNote(NoteStore notes, InstantSource clock) {
    super(clock);
    this.notes = notes;
  }

  @Override
  protected Response handle(Request request) {
    var userId = request.caller(WRITE).userId();
    var precondition = request.preconditionOfExisting();
    var draft = Draft.of(userId, request.pathId("id", "note"), request);
    return switch (notes.replace(draft, precondition)) {
      case Replaced(var revision) ->
          Response.ok(NoteDocument.of(draft.toNote(revision))).etag(revision.etag());
      case Changed(var current) -> Response.problem(new PreconditionFailed(current.etag()));
      case Absent _ -> Response.problem(NotFound.of("note"));
    };
  }
}
