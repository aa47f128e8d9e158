/// Requests and responses, from and to API Gateway's proxy events.
@NullMarked
package dev.cubby.shared.http;

import org.jspecify.annotations.NullMarked;
