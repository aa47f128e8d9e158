/// Reads a SAM template: YAML, intrinsic functions, conditions and parameters, then the resources
/// by type. What cannot be run is refused by name and line.
@NullMarked
package dev.cubby.local.template.reader;

import org.jspecify.annotations.NullMarked;
