/// From API Gateway's proxy event to a request, and from a response back.
@NullMarked
package dev.cubby.shared.http;

import org.jspecify.annotations.NullMarked;
