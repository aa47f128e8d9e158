package dev.cubby.functions.items;

import static dev.cubby.shared.auth.Access.READ;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.owned.OwnedFunction;
import dev.cubby.shared.owned.OwnedResource;
import java.time.InstantSource;

/// `GET /items`: returns a page of the caller's items, ordered by creation.
public final class ListItems extends OwnedFunction<Item> {

  public ListItems() {
    this(Wiring.table(), InstantSource.system());
  }

  ListItems(Table table, InstantSource clock) {
    super(READ, OwnedResource::list, new ItemKind(), table, clock, "limit", "order", "cursor");
  }
}
