package dev.cubby.local.template.reader;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cubby.local.expression.ScheduleExpression;
import dev.cubby.local.template.PseudoParameters;
import dev.cubby.local.template.ScheduleDefinition;
import dev.cubby.local.template.TemplateException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads events of the types `Schedule` and `ScheduleV2`.
final class ScheduleReader {

  private static final Set<String> OF_RULE =
      Set.of(
          "DeadLetterConfig",
          "Description",
          "Enabled",
          "Input",
          "Name",
          "RetryPolicy",
          "Schedule",
          "State");

  private static final Set<String> OF_SCHEDULER =
      Set.of(
          "DeadLetterConfig",
          "Description",
          "FlexibleTimeWindow",
          "GroupName",
          "Input",
          "KmsKeyArn",
          "Name",
          "OmitName",
          "PermissionsBoundary",
          "RetryPolicy",
          "RoleArn",
          "ScheduleExpression",
          "ScheduleExpressionTimezone",
          "State");

  /// What a rule refuses and a scheduler takes: a time, and a unit in the wrong number
  /// (<https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rate-expressions.html>).
  private static final Pattern NOT_OF_RULE =
      Pattern.compile("at\\(.*|rate\\(\\s*(1\\s+[a-z]+s|(?!1\\s)[0-9]+\\s+[a-z]*[a-rt-z])\\s*\\)");

  private final PseudoParameters pseudoParameters;

  ScheduleReader(PseudoParameters pseudoParameters) {
    this.pseudoParameters = pseudoParameters;
  }

  /// The rule that `event` describes, or empty if it is disabled.
  Optional<ScheduleDefinition> rule(SourceEvent event) {
    var properties = event.properties();
    properties.checkNames(OF_RULE);
    var expression = properties.required("Schedule");
    if (NOT_OF_RULE.matcher(expression.text()).matches()) {
      throw expression.refused("a rule has no schedule " + expression.text());
    }
    var rule =
        new ScheduleDefinition(
            ScheduleDefinition.Kind.RULE,
            pseudoParameters.arn("events", "rule/" + name(event)),
            event.function().logicalId(),
            expression(expression, ZoneOffset.UTC),
            input(properties));
    return properties.bool("Enabled", true) && enabled(properties)
        ? Optional.of(rule)
        : Optional.empty();
  }

  /// The schedule that `event` describes, or empty if it is disabled.
  Optional<ScheduleDefinition> schedule(SourceEvent event) {
    var properties = event.properties();
    properties.checkNames(OF_SCHEDULER);
    var group = properties.text("GroupName", "default");
    var schedule =
        new ScheduleDefinition(
            ScheduleDefinition.Kind.SCHEDULER,
            pseudoParameters.arn("scheduler", "schedule/" + group + "/" + name(event)),
            event.function().logicalId(),
            expression(properties.required("ScheduleExpression"), zone(properties)),
            input(properties));
    return enabled(properties) ? Optional.of(schedule) : Optional.empty();
  }

  private static String name(SourceEvent event) {
    return event.properties().text("Name", event.function().logicalId() + event.name());
  }

  private static ScheduleExpression expression(Value expression, ZoneId zone) {
    try {
      return ScheduleExpression.of(expression.text(), zone);
    } catch (IllegalArgumentException e) {
      throw new TemplateException(
          expression.line(), "the schedule is refused: " + e.getMessage(), e);
    }
  }

  private static ZoneId zone(Value.Mapping properties) {
    var zone = properties.get("ScheduleExpressionTimezone");
    if (zone == null) {
      return ZoneOffset.UTC;
    }
    try {
      return ZoneId.of(zone.text());
    } catch (DateTimeException e) {
      throw new TemplateException(zone.line(), "there is no time zone " + zone.text(), e);
    }
  }

  private static boolean enabled(Value.Mapping properties) {
    var state = properties.get("State");
    return switch (state == null ? "ENABLED" : state.text()) {
      case "ENABLED" -> true;
      case "DISABLED" -> false;
      default -> throw properties.refused("State is neither ENABLED nor DISABLED");
    };
  }

  private static @Nullable String input(Value.Mapping properties) {
    var input = properties.get("Input");
    if (input == null) {
      return null;
    }
    try {
      new JsonMapper().readTree(input.text());
      return input.text();
    } catch (JsonProcessingException e) {
      throw new TemplateException(input.line(), "Input is not JSON: " + e.getOriginalMessage(), e);
    }
  }
}
