package dev.cubby.functions.keys;

import dev.cubby.idempotency.CreatingResource;
import dev.cubby.idempotency.RotatingKeys;

class RotationIdempotencyTest extends KeyIdempotencyTest {

  @Override
  protected CreatingResource newEndpoint() {
    return new RotatingKeys(this::newUser);
  }
}
