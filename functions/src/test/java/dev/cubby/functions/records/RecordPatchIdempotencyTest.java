package dev.cubby.functions.records;

import dev.cubby.idempotency.DirectIdempotencyContract;
import dev.cubby.idempotency.PatchingOf;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.Api;
import dev.cubby.testing.Patchable;

class RecordPatchIdempotencyTest extends DirectIdempotencyContract<PatchingOf> {

  @Override
  protected Api on(Table table) {
    return RecordFunctions.on(table);
  }

  @Override
  protected PatchingOf newEndpoint() {
    return new PatchingOf(Patchable.RECORDS);
  }
}
