package dev.cubby.functions.transfer;

import static dev.cubby.shared.auth.Access.READ;

import dev.cubby.functions.OwnedKinds;
import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.owned.OwnedExport;
import java.time.InstantSource;

/// `GET /export`: returns a page of lines with everything that the caller owns.
public final class GetExport extends ApiFunction {
  private final OwnedExport export;

  public GetExport() {
    this(Wiring.table(), InstantSource.system());
  }

  GetExport(Table table, InstantSource clock) {
    super(READ, clock, "cursor");
    this.export = OwnedKinds.export(table);
  }

  @Override
  protected Response handle(Request request) {
    return export.page(request.caller().userId(), request);
  }
}
