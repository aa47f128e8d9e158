/// JSON in and out. Jackson is known here only.
@NullMarked
package dev.cubby.shared.json;

import org.jspecify.annotations.NullMarked;
