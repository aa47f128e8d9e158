package dev.cubby.local.template;

import dev.cubby.local.expression.ScheduleExpression;
import org.jspecify.annotations.Nullable;

/// A function that is invoked at times: an event of type `Schedule` or `ScheduleV2`.
///
/// @param arn of the rule or the schedule that SAM makes of it
/// @param input what the function gets, JSON; null for the service's own event
public record ScheduleDefinition(
    Kind kind,
    String arn,
    String functionId,
    ScheduleExpression expression,
    @Nullable String input) {

  /// What service it is on AWS.
  public enum Kind {
    /// A rule of EventBridge: type `Schedule`.
    RULE,
    /// A schedule of EventBridge Scheduler: type `ScheduleV2`.
    SCHEDULER
  }
}
