/// The small languages in a template: event patterns and schedules.
@NullMarked
package dev.cubby.local.expression;

import org.jspecify.annotations.NullMarked;
