/// Sources: raw data in, and figures over windows of time out.
@NullMarked
package dev.cubby.functions.source;

import org.jspecify.annotations.NullMarked;
