package dev.cubby.functions.records;

import static dev.cubby.shared.auth.Access.WRITE;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.owned.OwnedFunction;
import dev.cubby.shared.owned.OwnedResource;
import java.time.InstantSource;

/// `DELETE /records/{key}`: deletes a record and returns 204.
public final class DeleteRecord extends OwnedFunction<JsonText> {

  public DeleteRecord() {
    this(Wiring.table(), InstantSource.system());
  }

  DeleteRecord(Table table, InstantSource clock) {
    super(WRITE, OwnedResource::delete, new RecordKind(), table, clock);
  }
}
