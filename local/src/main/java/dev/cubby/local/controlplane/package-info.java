/// The control plane of Amazon API Gateway, as far as API keys and usage plans go: the calls that
/// functions make with the AWS SDK ("Amazon API Gateway API Reference").
@NullMarked
package dev.cubby.local.controlplane;

import org.jspecify.annotations.NullMarked;
