/// API keys and the authorizer.
@NullMarked
package dev.cubby.functions.keys;

import org.jspecify.annotations.NullMarked;
