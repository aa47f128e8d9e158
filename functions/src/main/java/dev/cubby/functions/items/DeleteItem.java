package dev.cubby.functions.items;

import static dev.cubby.shared.auth.Access.WRITE;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.owned.OwnedFunction;
import dev.cubby.shared.owned.OwnedResource;
import java.time.InstantSource;

/// `DELETE /items/{id}`: deletes an item and returns 204.
public final class DeleteItem extends OwnedFunction<Item> {

  public DeleteItem() {
    this(Wiring.table(), InstantSource.system());
  }

  DeleteItem(Table table, InstantSource clock) {
    super(WRITE, OwnedResource::delete, new ItemKind(), table, clock);
  }
}
