/// The log line of each request.
@NullMarked
package dev.cubby.shared.log;

import org.jspecify.annotations.NullMarked;
