package dev.cubby.functions.collections;

import static dev.cubby.shared.auth.Access.READ;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.owned.OwnedFunction;
import dev.cubby.shared.owned.OwnedResource;
import java.time.InstantSource;

/// `GET /collections/{name}/documents/{id}`: returns a document, byte for byte.
public final class GetDocument extends OwnedFunction<JsonText> {

  public GetDocument() {
    this(Wiring.table(), InstantSource.system());
  }

  GetDocument(Table table, InstantSource clock) {
    super(READ, OwnedResource::get, new CachedDefinitions(table)::of, table, clock);
  }
}
