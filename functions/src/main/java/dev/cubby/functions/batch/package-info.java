/// Items: a name and a description under a generated id.
@NullMarked
package dev.cubby.functions.batch;

import org.jspecify.annotations.NullMarked;
