/// API Gateway's own API keys, by which its usage plans count. The AWS SDK's API Gateway client is
/// known here only.
@NullMarked
package dev.cubby.shared.gateway;

import org.jspecify.annotations.NullMarked;
