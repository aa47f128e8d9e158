package dev.cubby.functions.items;

import dev.cubby.idempotency.CreatingThings;
import dev.cubby.idempotency.DirectIdempotencyContract;
import dev.cubby.idempotency.ResourceIdempotencyContract;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.Api;
import dev.cubby.testing.Sample;

class ItemIdempotencyTest extends DirectIdempotencyContract<CreatingThings>
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
  protected CreatingThings newEndpoint() {
    return new CreatingThings(Sample.ITEMS);
  }
}
