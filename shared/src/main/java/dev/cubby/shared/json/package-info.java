/// Reading and writing JSON. Only this package uses Jackson directly.
@NullMarked
package dev.cubby.shared.json;

import org.jspecify.annotations.NullMarked;
