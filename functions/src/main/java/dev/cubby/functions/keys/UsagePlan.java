package dev.cubby.functions.keys;

import dev.cubby.shared.gateway.PlanLimits;

/// A plan as API Gateway knows it.
record UsagePlan(String id, PlanLimits limits) {}
