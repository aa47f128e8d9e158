package dev.cubby.functions.collections;

import dev.cubby.idempotency.CreatingOf;
import dev.cubby.idempotency.DirectIdempotencyContract;
import dev.cubby.idempotency.ResourceIdempotencyContract;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.Api;
import dev.cubby.testing.Documents;

class DocumentIdempotencyTest extends DirectIdempotencyContract<CreatingOf>
    implements ResourceIdempotencyContract {

  @Override
  public DocumentIdempotencyTest tests() {
    return this;
  }

  @Override
  protected Api on(Table table) {
    return CollectionFunctions.on(table);
  }

  @Override
  protected CreatingOf newEndpoint() {
    return new CreatingOf(new Documents());
  }
}
