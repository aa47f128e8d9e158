/// API keys, usage plans and throttling: who may call a REST API how often. The control plane
/// changes this state; the gateway reads it.
@NullMarked
package dev.cubby.local.usage;

import org.jspecify.annotations.NullMarked;
