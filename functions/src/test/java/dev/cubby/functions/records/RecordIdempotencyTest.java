package dev.cubby.functions.records;

import dev.cubby.idempotency.CreatingOf;
import dev.cubby.idempotency.DirectIdempotencyContract;
import dev.cubby.idempotency.ResourceIdempotencyContract;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.Api;
import dev.cubby.testing.Records;

class RecordIdempotencyTest extends DirectIdempotencyContract<CreatingOf>
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
  protected CreatingOf newEndpoint() {
    return new CreatingOf(new Records());
  }
}
