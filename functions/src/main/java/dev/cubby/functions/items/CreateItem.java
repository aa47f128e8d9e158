package dev.cubby.functions.items;

import static dev.cubby.shared.auth.Access.WRITE;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.owned.OwnedFunction;
import dev.cubby.shared.owned.OwnedResource;
import java.time.InstantSource;

/// `POST /items`: stores an item under a new id and returns 201 with it.
public final class CreateItem extends OwnedFunction<Item> {

  public CreateItem() {
    this(Wiring.table(), InstantSource.system());
  }

  CreateItem(Table table, InstantSource clock) {
    super(WRITE, OwnedResource::create, new ItemKind(), table, clock, "ttl", "expiresAt");
  }
}
