package dev.cubby.functions.records;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Outcome.Absent;
import dev.cubby.shared.dynamodb.Outcome.Changed;
import dev.cubby.shared.dynamodb.Outcome.Created;
import dev.cubby.shared.dynamodb.Outcome.Replaced;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.problem.Problem.NotFound;
import dev.cubby.shared.problem.Problem.PreconditionFailed;
import dev.cubby.shared.version.Precondition;
import java.time.InstantSource;

/// `PUT /records/{key}`: replaces a record, its expiry too, and answers 200 with its metadata. With
/// `?upsert=true` or `If-None-Match: *` it answers 201 where it creates one.
public final class UpdateRecord extends ApiFunction {

  private final RecordStore records;

  public UpdateRecord() {
    this(new RecordStore(Wiring.table()), InstantSource.system());
  }

  UpdateRecord(RecordStore records, InstantSource clock) {
    super(clock);
    this.records = records;
  }

  @Override
  protected Response handle(Request request) {
    var draft = Draft.of(request);
    boolean upsert = request.flag("upsert");
    var precondition =
        request.precondition(upsert ? new Precondition.None() : new Precondition.Present());
    return switch (records.replace(draft, precondition)) {
      case Created(_, var revision) ->
          Response.created("/records/" + draft.key(), Metadata.of(draft.key(), revision))
              .etag(revision.etag());
      case Replaced(var revision) ->
          Response.ok(Metadata.of(draft.key(), revision)).etag(revision.etag());
      case Changed(var current) -> Response.problem(new PreconditionFailed(current.etag()));
      // With upsert a PUT would create, were it not for If-Match; without, preconditions do not
      // count (RFC 9110 §13.2.1).
      case Absent _ ->
          Response.problem(upsert ? new PreconditionFailed(null) : NotFound.of("record"));
    };
  }
}
