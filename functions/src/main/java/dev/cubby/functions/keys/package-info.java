/// API keys: who may call at all.
@NullMarked
package dev.cubby.functions.keys;

import org.jspecify.annotations.NullMarked;
