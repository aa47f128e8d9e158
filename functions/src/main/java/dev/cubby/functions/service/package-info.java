/// The health of the service.
@NullMarked
package dev.cubby.functions.service;

import org.jspecify.annotations.NullMarked;
