/// The Lambda functions of Cubby, one package per resource.
@NullMarked
package dev.cubby.functions;

import org.jspecify.annotations.NullMarked;
