/// Functions that process changes of the table.
@NullMarked
package dev.cubby.shared.stream;

import org.jspecify.annotations.NullMarked;
