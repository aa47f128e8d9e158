/// The ways in which requests fail, as RFC 9457 problems.
@NullMarked
package dev.cubby.shared.problem;

import org.jspecify.annotations.NullMarked;
