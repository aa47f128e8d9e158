package dev.cubby.local.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.cubby.local.template.PseudoParameters;
import dev.cubby.local.template.ScheduleDefinition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// The event of a scheduled function: the template's input, or EventBridge's default. See
/// <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html> and, for
/// the words in angle brackets,
/// <https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html>.
record ScheduledEvent(ScheduleDefinition definition, PseudoParameters pseudoParameters) {

  /// The event of the scheduled `time`, in JSON.
  String at(Instant time) {
    var input = definition.input();
    var id = UUID.randomUUID().toString();
    var seconds = time.truncatedTo(ChronoUnit.SECONDS).toString();
    if (input == null) {
      return ownEvent(id, seconds);
    }
    return switch (definition.kind()) {
      case RULE -> input;
      case SCHEDULER ->
          input
              .replace("<aws.scheduler.schedule-arn>", definition.arn())
              .replace("<aws.scheduler.scheduled-time>", seconds)
              .replace("<aws.scheduler.execution-id>", id)
              .replace("<aws.scheduler.attempt-number>", "1");
    };
  }

  private String ownEvent(String id, String time) {
    var event =
        JsonNodeFactory.instance
            .objectNode()
            .put("version", "0")
            .put("id", id)
            .put("detail-type", "Scheduled Event");
    switch (definition.kind()) {
      case RULE -> event.put("source", "aws.events").putObject("detail");
      // The scheduler sends its detail as text.
      case SCHEDULER -> event.put("source", "aws.scheduler").put("detail", "{}");
    }
    event
        .put("account", pseudoParameters.accountId())
        .put("time", time)
        .put("region", pseudoParameters.region())
        .putArray("resources")
        .add(definition.arn());
    return event.toString();
  }
}
