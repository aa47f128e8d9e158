package dev.cubby.functions.keys;

import dev.cubby.shared.gateway.PlanLimits;

/// A usage plan in API Gateway.
record UsagePlan(String id, PlanLimits limits) {}
