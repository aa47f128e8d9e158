/// Recorded histories of requests, and the check that they are linearizable.
@NullMarked
package dev.cubby.histories;

import org.jspecify.annotations.NullMarked;
