/// API keys, usage plans and throttling: who may call a REST API how often. What is kept here is
/// what the control plane changes and the gateway asks.
@NullMarked
package dev.cubby.local.usage;

import org.jspecify.annotations.NullMarked;
