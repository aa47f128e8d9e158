package dev.cubby.functions.items;

import static dev.cubby.shared.auth.Access.READ;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.owned.OwnedFunction;
import dev.cubby.shared.owned.OwnedResource;
import java.time.InstantSource;

/// `GET /items/{id}`: returns an item.
public final class GetItem extends OwnedFunction<Item> {

  public GetItem() {
    this(Wiring.table(), InstantSource.system());
  }

  GetItem(Table table, InstantSource clock) {
    super(READ, OwnedResource::get, new ItemKind(), table, clock);
  }
}
