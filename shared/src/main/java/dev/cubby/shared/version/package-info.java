/// Versions of stored things, and HTTP's preconditions on them.
@NullMarked
package dev.cubby.shared.version;

import org.jspecify.annotations.NullMarked;
