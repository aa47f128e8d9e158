/// The rules of the code's structure, enforced.
@NullMarked
package dev.cubby.architecture;

import org.jspecify.annotations.NullMarked;
