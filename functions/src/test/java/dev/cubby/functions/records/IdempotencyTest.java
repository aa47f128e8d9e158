package dev.cubby.functions.records;

import dev.cubby.idempotency.CreatingEndpoint;
import dev.cubby.idempotency.CreatingRecords;
import dev.cubby.idempotency.DirectIdempotencyContract;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.Api;

class IdempotencyTest extends DirectIdempotencyContract {

  @Override
  protected Api on(Table table) {
    return RecordFunctions.on(table);
  }

  @Override
  protected CreatingEndpoint newEndpoint() {
    return new CreatingRecords();
  }
}
