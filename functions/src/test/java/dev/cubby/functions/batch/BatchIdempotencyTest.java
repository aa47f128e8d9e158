package dev.cubby.functions.batch;

import dev.cubby.idempotency.DirectIdempotencyContract;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.Api;

class BatchIdempotencyTest extends DirectIdempotencyContract<CreatingBatch> {

  @Override
  protected Api on(Table table) {
    return BatchFunctions.on(table);
  }

  @Override
  protected CreatingBatch newEndpoint() {
    return new CreatingBatch();
  }
}
