package dev.cubby.functions.items;

import dev.cubby.idempotency.CreatingOf;
import dev.cubby.idempotency.DirectIdempotencyContract;
import dev.cubby.idempotency.ResourceIdempotencyContract;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.Api;
import dev.cubby.testing.IdResource;

class ItemIdempotencyTest extends DirectIdempotencyContract<CreatingOf>
    implements ResourceIdempotencyContract {

  @Override
  public ItemIdempotencyTest tests() {
    return this;
  }

  @Override
  protected Api on(Table table) {
    return ItemFunctions.on(table);
  }

  @Override
  protected CreatingOf newEndpoint() {
    return new CreatingOf(IdResource.ITEMS);
  }
}
