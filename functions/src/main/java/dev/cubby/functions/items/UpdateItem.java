package dev.cubby.functions.items;

import static dev.cubby.shared.auth.Access.WRITE;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.owned.OwnedFunction;
import dev.cubby.shared.owned.OwnedResource;
import java.time.InstantSource;

/// `PUT /items/{id}`: replaces an item and its expiry, and returns it.
public final class UpdateItem extends OwnedFunction<Item> {

  public UpdateItem() {
    this(Wiring.table(), InstantSource.system());
  }

  UpdateItem(Table table, InstantSource clock) {
    super(WRITE, OwnedResource::replace, new ItemKind(), table, clock, "ttl", "expiresAt");
  }
}
