/// Functions that the tests pack into artifacts and run.
@NullMarked
package dev.cubby.local.sample;

import org.jspecify.annotations.NullMarked;
