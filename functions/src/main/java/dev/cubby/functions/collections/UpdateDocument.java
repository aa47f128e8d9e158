package dev.cubby.functions.collections;

import static dev.cubby.shared.auth.Access.WRITE;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.owned.OwnedFunction;
import dev.cubby.shared.owned.OwnedResource;
import java.time.InstantSource;

/// `PUT /collections/{name}/documents/{id}`: replaces a document and its expiry, and returns its
/// metadata. With `?upsert=true` or `If-None-Match: *` it creates a document that does not exist
/// and returns 201.
public final class UpdateDocument extends OwnedFunction<JsonText> {

  public UpdateDocument() {
    this(Wiring.table(), InstantSource.system());
  }

  UpdateDocument(Table table, InstantSource clock) {
    super(
        WRITE,
        OwnedResource::put,
        new CachedDefinitions(table)::of,
        table,
        clock,
        "upsert",
        "ttl",
        "expiresAt");
  }
}
