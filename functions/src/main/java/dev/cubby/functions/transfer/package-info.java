/// Export and import of everything that a user owns.
@NullMarked
package dev.cubby.functions.transfer;

import org.jspecify.annotations.NullMarked;
