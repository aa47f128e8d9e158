package dev.cubby.functions.records;

import dev.cubby.idempotency.CreatingRecords;
import dev.cubby.idempotency.DirectIdempotencyContract;
import dev.cubby.idempotency.ResourceIdempotencyContract;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.Api;

class RecordIdempotencyTest extends DirectIdempotencyContract<CreatingRecords>
    implements ResourceIdempotencyContract {

  @Override
  public RecordIdempotencyTest tests() {
    return this;
  }

  @Override
  protected Api on(Table table) {
    return RecordFunctions.on(table);
  }

  @Override
  protected CreatingRecords newEndpoint() {
    return new CreatingRecords();
  }
}
