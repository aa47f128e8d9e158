/// Work before Lambda takes a function's snapshot.
@NullMarked
package dev.cubby.shared.snapstart;

import org.jspecify.annotations.NullMarked;
