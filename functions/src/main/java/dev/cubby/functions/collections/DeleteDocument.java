package dev.cubby.functions.collections;

import static dev.cubby.shared.auth.Access.WRITE;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.owned.OwnedFunction;
import dev.cubby.shared.owned.OwnedResource;
import java.time.InstantSource;

/// `DELETE /collections/{name}/documents/{id}`: deletes a document and returns 204.
public final class DeleteDocument extends OwnedFunction<JsonText> {

  public DeleteDocument() {
    this(Wiring.table(), InstantSource.system());
  }

  DeleteDocument(Table table, InstantSource clock) {
    super(WRITE, OwnedResource::delete, new CachedDefinitions(table)::of, table, clock);
  }
}
