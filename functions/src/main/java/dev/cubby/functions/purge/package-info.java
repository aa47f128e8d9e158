/// The deletion of the data of deleted users.
@NullMarked
package dev.cubby.functions.purge;

import org.jspecify.annotations.NullMarked;
