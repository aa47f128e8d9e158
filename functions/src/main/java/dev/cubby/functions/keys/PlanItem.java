package dev.cubby.functions.keys;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.cubby.shared.dynamodb.Attributes;
import dev.cubby.shared.dynamodb.Key;
import dev.cubby.shared.gateway.PlanLimits;
import dev.cubby.shared.gateway.PlanLimits.Period;
import dev.cubby.shared.gateway.PlanLimits.Quota;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The shape of a usage plan in the table. A function that serves a route reads API Gateway's id of
/// it here: its own resource in template.yaml cannot refer to the plan, which depends on it.
final class PlanItem {

  private PlanItem() {}

  static Key key(Plan plan) {
    return new Key("PLAN#" + plan, "PLAN");
  }

  static Map<String, AttributeValue> toItem(Plan plan, UsagePlan usagePlan) {
    var limits = usagePlan.limits();
    var item = new HashMap<>(key(plan).toAttributes());
    item.put("usagePlanId", fromS(usagePlan.id()));
    item.put("requestsPerSecond", fromN(Double.toString(limits.requestsPerSecond())));
    item.put("burst", fromN(Integer.toString(limits.burst())));
    if (limits.quota() != null) {
      item.put("quota", fromN(Integer.toString(limits.quota().requests())));
      item.put("period", fromS(limits.quota().period().name()));
    }
    return item;
  }

  static UsagePlan toUsagePlan(Map<String, AttributeValue> item) {
    return new UsagePlan(
        Attributes.text(item, "usagePlanId"),
        new PlanLimits(
            Attributes.decimal(item, "requestsPerSecond").doubleValue(),
            Math.toIntExact(Attributes.number(item, "burst")),
            item.containsKey("quota")
                ? new Quota(
                    Math.toIntExact(Attributes.number(item, "quota")),
                    Period.valueOf(Attributes.text(item, "period")))
                : null));
  }
}
