/// JSON Schema 2020-12, within limits of time and space that no schema and no document exceeds.
@NullMarked
package dev.cubby.shared.json.schema;

import org.jspecify.annotations.NullMarked;
