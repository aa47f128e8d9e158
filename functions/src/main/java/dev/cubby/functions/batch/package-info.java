/// Batches: writes of several kinds that take effect together.
@NullMarked
package dev.cubby.functions.batch;

import org.jspecify.annotations.NullMarked;
