package dev.cubby.functions.records;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import java.time.InstantSource;

/// `GET /records/keys`: a page of the keys of the caller's records, without their values.
public final class ListRecordKeys extends ApiFunction {

  private final RecordStore records;

  public ListRecordKeys() {
    this(new RecordStore(Wiring.table()), InstantSource.system());
  }

  ListRecordKeys(RecordStore records, InstantSource clock) {
    super(clock);
    this.records = records;
  }

  @Override
  protected Response handle(Request request) {
    var range = Range.of(request);
    return Response.page(range.paging(), records.listKeys(range));
  }
}
