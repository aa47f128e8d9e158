package dev.cubby.functions.keys;

import dev.cubby.shared.dynamodb.Table;

/// The usage plans in DynamoDB. One call in each method.
final class PlanStore {

  private final Table table;

  PlanStore(Table table) {
    this.table = table;
  }

  /// Returns a plan.
  ///
  /// @throws IllegalStateException if `Bootstrap` has not run since the stack was deployed
  UsagePlan get(Plan plan) {
    return table
        .get(PlanItem.key(plan))
        .map(PlanItem::toUsagePlan)
        .orElseThrow(() -> new IllegalStateException("No plan " + plan + ": run Bootstrap"));
  }

  /// Stores a plan, in place of what was known of it.
  void put(Plan plan, UsagePlan usagePlan) {
    table.put(PlanItem.toItem(plan, usagePlan));
  }
}
