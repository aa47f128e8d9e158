/// What `Idempotency-Key` promises, for every endpoint that creates.
@NullMarked
package dev.cubby.idempotency;

import org.jspecify.annotations.NullMarked;
