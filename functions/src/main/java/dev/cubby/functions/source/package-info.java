/// Sources: raw data and its statistics over time windows.
@NullMarked
package dev.cubby.functions.source;

import org.jspecify.annotations.NullMarked;
