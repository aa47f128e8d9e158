package dev.cubby.functions.records;

import static dev.cubby.shared.auth.Access.READ;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.owned.OwnedFunction;
import dev.cubby.shared.owned.OwnedResource;
import java.time.InstantSource;

/// `GET /records/{key}`: returns the stored value, byte for byte.
public final class GetRecord extends OwnedFunction<JsonText> {

  public GetRecord() {
    this(Wiring.table(), InstantSource.system());
  }

  GetRecord(Table table, InstantSource clock) {
    super(READ, OwnedResource::get, new RecordKind(), table, clock);
  }
}
