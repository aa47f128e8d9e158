package dev.cubby.functions.notes;

import dev.cubby.idempotency.CreatingOf;
import dev.cubby.idempotency.DirectIdempotencyContract;
import dev.cubby.idempotency.ResourceIdempotencyContract;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.Api;
import dev.cubby.testing.IdResource;

class NoteIdempotencyTest extends DirectIdempotencyContract<CreatingOf>
    implements ResourceIdempotencyContract {

  @Override
  public NoteIdempotencyTest tests() {
    return this;
  }

  @Override
  protected Api on(Table table) {
    return NoteFunctions.on(table);
  }

  @Override
  protected CreatingOf newEndpoint() {
    return new CreatingOf(IdResource.NOTES);
  }
}
