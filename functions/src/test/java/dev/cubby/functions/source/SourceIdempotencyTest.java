package dev.cubby.functions.source;

import dev.cubby.idempotency.CreatingEvents;
import dev.cubby.idempotency.DirectIdempotencyContract;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.Api;

class SourceIdempotencyTest extends DirectIdempotencyContract<CreatingEvents> {

  @Override
  protected Api on(Table table) {
    return SourceFunctions.on(table);
  }

  @Override
  protected CreatingEvents newEndpoint() {
    return new CreatingEvents();
  }
}
