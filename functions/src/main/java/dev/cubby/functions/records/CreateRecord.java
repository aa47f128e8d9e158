package dev.cubby.functions.records;

import static dev.cubby.shared.auth.Access.WRITE;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.owned.OwnedFunction;
import dev.cubby.shared.owned.OwnedResource;
import java.time.InstantSource;

/// `POST /records/{key}`: stores a record under a free key and returns 201 with its metadata.
public final class CreateRecord extends OwnedFunction<JsonText> {

  public CreateRecord() {
    this(Wiring.table(), InstantSource.system());
  }

  CreateRecord(Table table, InstantSource clock) {
    super(WRITE, OwnedResource::createAtKey, new RecordKind(), table, clock, "ttl", "expiresAt");
  }
}
