package dev.cubby.functions.records;

import static dev.cubby.shared.auth.Access.WRITE;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.owned.OwnedFunction;
import dev.cubby.shared.owned.OwnedResource;
import java.time.InstantSource;

/// `PUT /records/{key}`: replaces a record and its expiry, and returns its metadata. With
/// `?upsert=true` or `If-None-Match: *` it creates a record that does not exist and returns 201.
public final class UpdateRecord extends OwnedFunction<JsonText> {

  public UpdateRecord() {
    this(Wiring.table(), InstantSource.system());
  }

  UpdateRecord(Table table, InstantSource clock) {
    super(WRITE, OwnedResource::put, new RecordKind(), table, clock, "upsert", "ttl", "expiresAt");
  }
}
