/// What is packed into the artifact beside its classes.
@NullMarked
package dev.cubby.shared.resource;

import org.jspecify.annotations.NullMarked;
