/// Random requests to every operation of openapi.yaml.
@NullMarked
package dev.cubby.fuzzing;

import org.jspecify.annotations.NullMarked;
