/// Times in requests.
@NullMarked
package dev.cubby.shared.time;

import org.jspecify.annotations.NullMarked;
