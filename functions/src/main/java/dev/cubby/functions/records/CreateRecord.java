package dev.cubby.functions.records;

import dev.cubby.functions.UserPartition;
import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Outcome.Created;
import dev.cubby.shared.dynamodb.Outcome.Exists;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.problem.Problem.Conflict;
import java.time.InstantSource;

/// `POST /records/{key}`: stores a new record and answers 201 with its metadata and location.
public final class CreateRecord extends ApiFunction {

  private final RecordStore records;

  public CreateRecord() {
    this(new RecordStore(Wiring.table()), InstantSource.system());
  }

  CreateRecord(RecordStore records, InstantSource clock) {
    super(clock);
    this.records = records;
  }

  @Override
  protected Response handle(Request request) {
    var draft = Draft.of(request);
    var idempotency = request.idempotency(UserPartition.of(draft.userId()));
    return switch (records.create(draft, idempotency)) {
      case Created(_, var revision) ->
          Response.created("/records/" + draft.key(), Metadata.of(draft.key(), revision))
              .etag(revision.etag());
      case Exists _ -> Response.problem(new Conflict("There is a record with this key already"));
    };
  }
}
