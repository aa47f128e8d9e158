/// Ids of things.
@NullMarked
package dev.cubby.shared.id;

import org.jspecify.annotations.NullMarked;
