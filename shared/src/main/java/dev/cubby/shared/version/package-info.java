/// Versions of stored things, and the preconditions that HTTP states on them.
@NullMarked
package dev.cubby.shared.version;

import org.jspecify.annotations.NullMarked;
