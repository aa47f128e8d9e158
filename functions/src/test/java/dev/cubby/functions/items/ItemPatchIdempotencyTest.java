package dev.cubby.functions.items;

import dev.cubby.idempotency.DirectIdempotencyContract;
import dev.cubby.idempotency.PatchingOf;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.Api;
import dev.cubby.testing.Patchable;

class ItemPatchIdempotencyTest extends DirectIdempotencyContract<PatchingOf> {

  @Override
  protected Api on(Table table) {
    return ItemFunctions.on(table);
  }

  @Override
  protected PatchingOf newEndpoint() {
    return new PatchingOf(Patchable.ITEMS);
  }
}
