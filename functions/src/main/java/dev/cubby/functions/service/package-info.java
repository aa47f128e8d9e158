/// The service itself: whether it works.
@NullMarked
package dev.cubby.functions.service;

import org.jspecify.annotations.NullMarked;
