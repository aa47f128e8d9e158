package dev.cubby.functions.keys;

import dev.cubby.idempotency.CreatingEndpoint;
import dev.cubby.idempotency.RotatingKeys;

class RotationIdempotencyTest extends IdempotencyTest {

  @Override
  protected CreatingEndpoint newEndpoint() {
    return new RotatingKeys(this::newUser);
  }
}
