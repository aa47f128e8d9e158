package dev.cubby.functions.items;

import static dev.cubby.shared.auth.Access.WRITE;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.owned.OwnedFunction;
import dev.cubby.shared.owned.OwnedResource;
import java.time.InstantSource;

/// `PATCH /items/{id}`: changes a part of an item, keeps its expiry, and returns it.
public final class PatchItem extends OwnedFunction<Item> {

  public PatchItem() {
    this(Wiring.table(), InstantSource.system());
  }

  PatchItem(Table table, InstantSource clock) {
    super(WRITE, OwnedResource::patch, new ItemKind(), table, clock);
  }
}
