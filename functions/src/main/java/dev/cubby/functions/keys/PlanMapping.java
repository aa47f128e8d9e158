package dev.cubby.functions.keys;

import dev.cubby.shared.dynamodb.Attributes;
import dev.cubby.shared.dynamodb.Key;
import dev.cubby.shared.gateway.PlanLimits;
import dev.cubby.shared.gateway.PlanLimits.Period;
import dev.cubby.shared.gateway.PlanLimits.Quota;
import java.math.BigDecimal;

/// The layout of a usage plan in the table. A function that serves a route reads the plan's API
/// Gateway id here: its resource in template.yaml cannot refer to the plan, which depends on it.
final class PlanMapping {

  private PlanMapping() {}

  static Key key(Plan plan) {
    return new Key("PLAN#" + plan, "PLAN");
  }

  static Attributes toAttributes(Plan plan, UsagePlan usagePlan) {
    var limits = usagePlan.limits();
    var attributes =
        key(plan)
            .toAttributes()
            .with("usagePlanId", usagePlan.id())
            .with("requestsPerSecond", BigDecimal.valueOf(limits.requestsPerSecond()))
            .with("burst", limits.burst());
    var quota = limits.quota();
    return quota == null
        ? attributes
        : attributes.with("quota", quota.requests()).with("period", quota.period().name());
  }

  static UsagePlan toUsagePlan(Attributes item) {
    return new UsagePlan(
        item.text("usagePlanId"),
        new PlanLimits(
            item.decimal("requestsPerSecond").doubleValue(),
            Math.toIntExact(item.number("burst")),
            item.has("quota")
                ? new Quota(
                    Math.toIntExact(item.number("quota")), Period.valueOf(item.text("period")))
                : null));
  }
}
