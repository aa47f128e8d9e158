/// Notes: text with a title, in the order of time.
@NullMarked
package dev.cubby.functions.notes;

import org.jspecify.annotations.NullMarked;
