/// What happens to everything that a deleted user leaves behind.
@NullMarked
package dev.cubby.functions.purge;

import org.jspecify.annotations.NullMarked;
