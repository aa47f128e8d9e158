/// What is kept in files between runs.
@NullMarked
package dev.cubby.local.data;

import org.jspecify.annotations.NullMarked;
