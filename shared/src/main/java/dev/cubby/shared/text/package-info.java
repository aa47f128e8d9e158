/// Comparing text, as it is or by its digest.
@NullMarked
package dev.cubby.shared.text;

import org.jspecify.annotations.NullMarked;
