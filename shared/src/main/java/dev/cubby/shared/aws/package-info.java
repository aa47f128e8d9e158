/// What all clients of AWS services have in common.
@NullMarked
package dev.cubby.shared.aws;

import org.jspecify.annotations.NullMarked;
