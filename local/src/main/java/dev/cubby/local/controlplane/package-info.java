/// The control plane of Amazon API Gateway, for API keys and usage plans, as functions call it with
/// the AWS SDK ("Amazon API Gateway API Reference").
@NullMarked
package dev.cubby.local.controlplane;

import org.jspecify.annotations.NullMarked;
