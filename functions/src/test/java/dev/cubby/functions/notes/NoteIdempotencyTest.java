package dev.cubby.functions.notes;

import dev.cubby.idempotency.CreatingThings;
import dev.cubby.idempotency.DirectIdempotencyContract;
import dev.cubby.idempotency.ResourceIdempotencyContract;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.Api;
import dev.cubby.testing.Sample;

class NoteIdempotencyTest extends DirectIdempotencyContract<CreatingThings>
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
  protected CreatingThings newEndpoint() {
    return new CreatingThings(Sample.NOTES);
  }
}
