package dev.cubby.functions.collections;

import static dev.cubby.shared.auth.Access.WRITE;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.owned.OwnedFunction;
import dev.cubby.shared.owned.OwnedResource;
import java.time.InstantSource;

/// `POST /collections/{name}/documents`: stores a document under a new id and returns 201 with its
/// metadata.
public final class CreateDocument extends OwnedFunction<JsonText> {

  public CreateDocument() {
    this(Wiring.table(), InstantSource.system());
  }

  CreateDocument(Table table, InstantSource clock) {
    super(
        WRITE,
        OwnedResource::create,
        new CachedDefinitions(table)::of,
        table,
        clock,
        "ttl",
        "expiresAt");
  }
}
