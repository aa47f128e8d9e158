/// Schedules of threads of the emulator.
@NullMarked
package dev.cubby.interleavings;

import org.jspecify.annotations.NullMarked;
