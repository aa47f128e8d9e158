package dev.cubby.functions.collections;

import static dev.cubby.shared.auth.Access.READ;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.owned.OwnedFunction;
import dev.cubby.shared.owned.OwnedResource;
import java.time.InstantSource;

/// `GET /collections/{name}`: returns a collection: its schema, its indexes and their states.
public final class GetCollection extends OwnedFunction<Definition> {

  public GetCollection() {
    this(Wiring.table(), InstantSource.system());
  }

  GetCollection(Table table, InstantSource clock) {
    super(READ, OwnedResource::get, new CollectionKind(), table, clock);
  }
}
