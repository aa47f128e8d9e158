package dev.cubby.functions.collections;

import static dev.cubby.shared.auth.Access.READ;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.owned.OwnedFunction;
import dev.cubby.shared.owned.OwnedResource;
import java.time.InstantSource;

/// `GET /collections`: returns a page of the caller's collections, ordered by name.
public final class ListCollections extends OwnedFunction<Definition> {

  public ListCollections() {
    this(Wiring.table(), InstantSource.system());
  }

  ListCollections(Table table, InstantSource clock) {
    super(
        READ, OwnedResource::list, new CollectionKind(), table, clock, "limit", "order", "cursor");
  }
}
