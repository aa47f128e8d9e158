/// Settings and errors that all clients of AWS services share.
@NullMarked
package dev.cubby.shared.aws;

import org.jspecify.annotations.NullMarked;
