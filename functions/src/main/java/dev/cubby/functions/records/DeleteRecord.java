package dev.cubby.functions.records;

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

/// `DELETE /records/{key}`: removes a record and answers 204.
public final class DeleteRecord extends ApiFunction {

  private final RecordStore records;

  public DeleteRecord() {
    this(new RecordStore(Wiring.table()), InstantSource.system());
  }

  DeleteRecord(RecordStore records, InstantSource clock) {
    super(clock);
    this.records = records;
  }

  @Override
  protected Response handle(Request request) {
    var userId = request.caller(WRITE).userId();
    var key = RecordKey.of(request);
    var precondition = request.preconditionOfExisting();
    return switch (records.delete(userId, key, request.time(), precondition)) {
      case Deleted _ -> Response.noContent();
      case Changed(var current) -> Response.problem(new PreconditionFailed(current.etag()));
      case Absent _ -> Response.problem(NotFound.of("record"));
    };
  }
}
