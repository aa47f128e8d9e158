package dev.cubby.functions.keys;

import dev.cubby.shared.dynamodb.Table;

/// The usage plans in DynamoDB. Each method makes one call.
final class PlanStore {

  private final Table table;

  PlanStore(Table table) {
    this.table = table;
  }

  /// Returns a plan.
  ///
  /// @throws IllegalStateException if `Bootstrap` has not run since the deployment
  UsagePlan get(Plan plan) {
    return table
        .get(PlanMapping.key(plan))
        .map(PlanMapping::toUsagePlan)
        .orElseThrow(() ->
            new IllegalStateException("The table has no plan " + plan + "; invoke Bootstrap"));
  }

  /// Stores a plan, replacing any earlier state.
  void put(Plan plan, UsagePlan usagePlan) {
    table.put(PlanMapping.toAttributes(plan, usagePlan));
  }
}
