/// Lambda's Java runtime in this process: loads handlers, gives each its environment, and invokes
/// them.
@NullMarked
package dev.cubby.local.lambda;

import org.jspecify.annotations.NullMarked;
