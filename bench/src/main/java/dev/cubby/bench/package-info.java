/// Benchmarks of the artifacts as Lambda runs them. Never deployed.
@NullMarked
package dev.cubby.bench;

import org.jspecify.annotations.NullMarked;
