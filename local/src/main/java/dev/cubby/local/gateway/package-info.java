/// Amazon API Gateway's REST APIs over HTTP: routing, authorizers, Lambda proxy integration and
/// gateway responses.
@NullMarked
package dev.cubby.local.gateway;

import org.jspecify.annotations.NullMarked;
