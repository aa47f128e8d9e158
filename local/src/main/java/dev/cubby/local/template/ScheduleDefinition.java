package dev.cubby.local.template;

import dev.cubby.local.expression.ScheduleExpression;
import org.jspecify.annotations.Nullable;

/// A scheduled invocation of a function: an event of type `Schedule` or `ScheduleV2`.
///
/// @param arn the ARN of the rule or schedule that SAM generates
/// @param input the function's event in JSON; null for the service's default
public record ScheduleDefinition(
    Kind kind,
    String arn,
    String functionId,
    ScheduleExpression expression,
    @Nullable String input) {

  /// The AWS service of a schedule.
  public enum Kind {
    /// A rule of EventBridge: type `Schedule`.
    RULE,
    /// A schedule of EventBridge Scheduler: type `ScheduleV2`.
    SCHEDULER
  }
}
