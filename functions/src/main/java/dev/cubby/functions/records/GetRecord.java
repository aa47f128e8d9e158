package dev.cubby.functions.records;

import static dev.cubby.shared.auth.Role.READ;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.problem.Problem.NotFound;
import java.time.InstantSource;

/// `GET /records/{key}`: answers 200 with the very bytes that were stored.
public final class GetRecord extends ApiFunction {

  private final RecordStore records;

  public GetRecord() {
    this(new RecordStore(Wiring.table()), InstantSource.system());
  }

  GetRecord(RecordStore records, InstantSource clock) {
    super(clock);
    this.records = records;
  }

  @Override
  protected Response handle(Request request) {
    var caller = request.caller(READ);
    return records
        .find(caller.userId(), RecordKey.of(request), request.time())
        .map(record -> Response.ok(request, record.revision().etag(), record.value()))
        .orElseGet(() -> Response.problem(NotFound.of("record")));
  }
}
