/// What PATCH promises for everything that a user owns.
@NullMarked
package dev.cubby.patch;

import org.jspecify.annotations.NullMarked;
