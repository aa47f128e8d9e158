/// The one log line of a request.
@NullMarked
package dev.cubby.shared.log;

import org.jspecify.annotations.NullMarked;
