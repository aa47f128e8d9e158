/// Files of the artifact beside its classes.
@NullMarked
package dev.cubby.shared.resource;

import org.jspecify.annotations.NullMarked;
