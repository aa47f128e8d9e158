/// Reading and writing JSON. Of `shared` and `functions`, only this package and its subpackages use
/// Jackson, except its annotations.
@NullMarked
package dev.cubby.shared.json;

import org.jspecify.annotations.NullMarked;
