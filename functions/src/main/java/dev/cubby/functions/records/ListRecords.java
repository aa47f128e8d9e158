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

/// `GET /records`: returns a page of the caller's records, ordered by key, or with `key` the
/// records with these keys as of one moment.
public final class ListRecords extends OwnedFunction<JsonText> {

  public ListRecords() {
    this(Wiring.table(), InstantSource.system());
  }

  ListRecords(Table table, InstantSource clock) {
    super(
        READ,
        ListRecords::list,
        new RecordKind(),
        table,
        clock,
        "prefix",
        "limit",
        "order",
        "cursor",
        "key...");
  }

  private static Response list(OwnedResource<JsonText> records, Request request) {
    var keys = RecordKey.all(request);
    return keys.isEmpty()
        ? RecordKey.page(request, records.store()::list, records::page)
        : records.getAll(keys, request);
  }
}
