package dev.cubby.functions.transfer;

import static dev.cubby.shared.auth.Access.WRITE;

import dev.cubby.functions.OwnedKinds;
import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.owned.OwnedImport;
import java.time.InstantSource;

/// `POST /import`: puts lines of an export back into the caller's data, and returns how each ended.
public final class WriteImport extends ApiFunction {
  private final OwnedImport lines;

  public WriteImport() {
    this(Wiring.table(), InstantSource.system());
  }

  WriteImport(Table table, InstantSource clock) {
    super(WRITE, clock, "replace");
    this.lines = OwnedKinds.importOf(table, clock);
  }

  @Override
  protected Response handle(Request request) {
    return lines.write(request);
  }
}
