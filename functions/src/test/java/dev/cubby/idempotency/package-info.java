/// What `Idempotency-Key` promises, for every endpoint that takes it.
@NullMarked
package dev.cubby.idempotency;

import org.jspecify.annotations.NullMarked;
