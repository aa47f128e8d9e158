/// Notes: text with a title, ordered by time.
@NullMarked
package dev.cubby.functions.notes;

import org.jspecify.annotations.NullMarked;
