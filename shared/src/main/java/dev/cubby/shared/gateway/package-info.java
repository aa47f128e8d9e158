/// API Gateway's own API keys, which its usage plans count. Only this package uses the AWS SDK's
/// API Gateway client.
@NullMarked
package dev.cubby.shared.gateway;

import org.jspecify.annotations.NullMarked;
