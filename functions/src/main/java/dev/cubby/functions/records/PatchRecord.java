package dev.cubby.functions.records;

import static dev.cubby.shared.auth.Access.WRITE;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.owned.OwnedFunction;
import dev.cubby.shared.owned.OwnedResource;
import java.time.InstantSource;

/// `PATCH /records/{key}`: changes a part of a record, keeps its expiry, and returns its metadata.
public final class PatchRecord extends OwnedFunction<JsonText> {

  public PatchRecord() {
    this(Wiring.table(), InstantSource.system());
  }

  PatchRecord(Table table, InstantSource clock) {
    super(WRITE, OwnedResource::patch, new RecordKind(), table, clock);
  }
}
