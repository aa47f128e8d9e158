/// Points in time as clients write them.
@NullMarked
package dev.cubby.shared.time;

import org.jspecify.annotations.NullMarked;
