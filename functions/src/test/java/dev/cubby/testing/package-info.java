/// What the tests of the functions share: the table, the API called in two ways, and the people who
/// call it.
@NullMarked
package dev.cubby.testing;

import org.jspecify.annotations.NullMarked;
