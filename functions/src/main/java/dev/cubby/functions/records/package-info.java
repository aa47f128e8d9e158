/// Records: any JSON under a key of the caller's choice.
@NullMarked
package dev.cubby.functions.records;

import org.jspecify.annotations.NullMarked;
