package dev.cubby.functions.collections;

import static dev.cubby.shared.auth.Access.WRITE;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.owned.OwnedFunction;
import dev.cubby.shared.owned.OwnedResource;
import java.time.InstantSource;

/// `PATCH /collections/{name}/documents/{id}`: changes a part of a document, keeps its expiry, and
/// returns its metadata.
public final class PatchDocument extends OwnedFunction<JsonText> {

  public PatchDocument() {
    this(Wiring.table(), InstantSource.system());
  }

  PatchDocument(Table table, InstantSource clock) {
    super(WRITE, OwnedResource::patch, new CachedDefinitions(table)::of, table, clock);
  }
}
