/// A proxy between functions and DynamoDB that makes calls fail, by a schedule.
@NullMarked
package dev.cubby.local.faults;

import org.jspecify.annotations.NullMarked;
