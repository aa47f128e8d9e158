/// A SAM template, read into what runs locally: functions, an API and tables.
@NullMarked
package dev.cubby.local.template;

import org.jspecify.annotations.NullMarked;
