/// Collections: JSON documents that fit a schema, found by value through declared indexes.
@NullMarked
package dev.cubby.functions.collections;

import org.jspecify.annotations.NullMarked;
