/// Records: any JSON under a key that the caller chooses.
@NullMarked
package dev.cubby.functions.records;

import org.jspecify.annotations.NullMarked;
