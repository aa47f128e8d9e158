/// API keys, roles, and the caller of a request.
@NullMarked
package dev.cubby.shared.auth;

import org.jspecify.annotations.NullMarked;
