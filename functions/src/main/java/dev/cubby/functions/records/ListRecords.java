package dev.cubby.functions.records;

import static dev.cubby.shared.auth.Access.READ;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.owned.OwnedFunction;
import dev.cubby.shared.owned.OwnedResource;
import java.time.InstantSource;

/// `GET /records`: returns a page of the caller's records, ordered by key.
public final class ListRecords extends OwnedFunction<JsonText> {

  public ListRecords() {
    this(Wiring.table(), InstantSource.system());
  }

  ListRecords(Table table, InstantSource clock) {
    super(
        READ,
        ListRecords::list,
        new RecordSchema(),
        table,
        clock,
        "prefix",
        "limit",
        "order",
        "cursor");
  }

  private static Response list(OwnedResource<JsonText> records, Request request) {
    return RecordKey.page(request, records.store()::list, records::page);
  }
}
