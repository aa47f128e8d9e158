/// Event sources of functions: the streams of tables, and schedules.
@NullMarked
package dev.cubby.local.events;

import org.jspecify.annotations.NullMarked;
