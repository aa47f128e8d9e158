/// What a template says in a language of its own: event patterns and schedules.
@NullMarked
package dev.cubby.local.expression;

import org.jspecify.annotations.NullMarked;
