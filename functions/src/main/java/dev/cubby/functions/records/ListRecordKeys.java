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

/// `GET /records/keys`: returns a page of the keys of the caller's records, without their values.
public final class ListRecordKeys extends OwnedFunction<JsonText> {

  public ListRecordKeys() {
    this(Wiring.table(), InstantSource.system());
  }

  ListRecordKeys(Table table, InstantSource clock) {
    super(
        READ,
        ListRecordKeys::list,
        new RecordKind(),
        table,
        clock,
        "prefix",
        "limit",
        "order",
        "cursor");
  }

  private static Response list(OwnedResource<JsonText> records, Request request) {
    return RecordKey.page(request, records.store()::indexKeys, Response::page);
  }
}
