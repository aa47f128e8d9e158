package dev.cubby.local.template.reader;

import dev.cubby.local.expression.EventPattern;
import dev.cubby.local.template.FunctionDefinition;
import dev.cubby.local.template.StreamSourceDefinition;
import dev.cubby.local.template.StreamSourceDefinition.StartingPosition;
import dev.cubby.local.template.TableDefinition;
import dev.cubby.local.template.TemplateException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads events of type `DynamoDB`, and `AWS::Lambda::EventSourceMapping`s of DynamoDB streams.
final class StreamReader {

  private static final Set<String> EFFECTIVE =
      Set.of(
          "BatchSize",
          "BisectBatchOnFunctionError",
          "DestinationConfig",
          "Enabled",
          "FilterCriteria",
          "FunctionResponseTypes",
          "MaximumBatchingWindowInSeconds",
          "MaximumRecordAgeInSeconds",
          "MaximumRetryAttempts",
          "ParallelizationFactor",
          "StartingPosition");

  private static final Set<String> WITHOUT_EFFECT = Set.of("KmsKeyArn", "MetricsConfig", "Tags");

  private static final Set<String> OF_EVENT =
      union(union(EFFECTIVE, WITHOUT_EFFECT), Set.of("Stream"));
  private static final Set<String> OF_MAPPING =
      union(EFFECTIVE, Set.of("EventSourceArn", "FunctionName"));

  /// A name or an ARN, with or without an alias.
  private static final Pattern FUNCTION_NAME =
      Pattern.compile("(?:.*:function:)?([^:/]+)(?::[^:/]+)?");

  /// Lambda's quota of patterns when raised.
  private static final int MAX_PATTERNS = 10;

  /// The retention of a stream.
  private static final Duration RETENTION = Duration.ofHours(24);

  private final Intrinsics intrinsics;
  private final Map<String, FunctionDefinition> functions;
  private final Map<String, TableDefinition> tables;

  StreamReader(
      Intrinsics intrinsics,
      Map<String, FunctionDefinition> functions,
      Map<String, TableDefinition> tables) {
    this.intrinsics = intrinsics;
    this.functions = functions;
    this.tables = tables;
  }

  /// The source that `event` describes, or empty if it is disabled.
  Optional<StreamSourceDefinition> event(SourceEvent event) {
    var properties = event.properties();
    properties.checkNames(OF_EVENT);
    return source(
        event.function().logicalId() + event.name(),
        event.function(),
        properties.required("Stream"),
        properties);
  }

  /// The source that `resource` describes, or empty if it is disabled.
  Optional<StreamSourceDefinition> mapping(Resource resource) {
    var properties = resource.resolve(OF_MAPPING, WITHOUT_EFFECT, intrinsics);
    return source(
        resource.logicalId(),
        function(properties.required("FunctionName")),
        properties.required("EventSourceArn"),
        properties);
  }

  private Optional<StreamSourceDefinition> source(
      String name, FunctionDefinition function, Value stream, Value.Mapping properties) {
    var source =
        new StreamSourceDefinition(
            name,
            function,
            table(stream),
            stream.text(),
            startingPosition(properties.required("StartingPosition")),
            number(properties, "BatchSize", 100, 1, 10_000),
            Duration.ofSeconds(number(properties, "MaximumBatchingWindowInSeconds", 0, 0, 300)),
            number(properties, "MaximumRetryAttempts", -1, -1, 10_000),
            maximumRecordAge(properties),
            properties.bool("BisectBatchOnFunctionError", false),
            number(properties, "ParallelizationFactor", 1, 1, 10),
            reportsItemFailures(properties),
            patterns(properties.mapping("FilterCriteria")),
            onFailure(properties.mapping("DestinationConfig")));
    return properties.bool("Enabled", true) ? Optional.of(source) : Optional.empty();
  }

  private FunctionDefinition function(Value name) {
    var matcher = FUNCTION_NAME.matcher(name.text());
    if (matcher.matches()) {
      for (var function : functions.values()) {
        if (function.name().equals(matcher.group(1))) {
          return function;
        }
      }
    }
    throw name.refused("FunctionName " + name.text() + " is not a function of this template");
  }

  private TableDefinition table(Value stream) {
    var resource = intrinsics.resourceOf(stream.text());
    var table = resource == null ? null : tables.get(resource.logicalId());
    if (table == null) {
      throw stream.refused(stream.text() + " is not the stream of a table of this template");
    }
    if (table.streamViewType() == null) {
      throw stream.refused("table " + table.logicalId() + " has no StreamSpecification");
    }
    return table;
  }

  private static StartingPosition startingPosition(Value position) {
    return switch (position.text()) {
      case "LATEST" -> StartingPosition.LATEST;
      case "TRIM_HORIZON" -> StartingPosition.TRIM_HORIZON;
      default ->
          throw position.refused(
              "StartingPosition is " + position.text() + ", not LATEST or TRIM_HORIZON");
    };
  }

  private static Duration maximumRecordAge(Value.Mapping properties) {
    var name = "MaximumRecordAgeInSeconds";
    int seconds = number(properties, name, -1, -1, 604_800);
    if (seconds >= 0 && seconds < 60) {
      throw properties.required(name).refused(name + " is " + seconds + ", not -1 or 60 to 604800");
    }
    var age = Duration.ofSeconds(seconds);
    return seconds < 0 || age.compareTo(RETENTION) > 0 ? RETENTION : age;
  }

  private static boolean reportsItemFailures(Value.Mapping properties) {
    for (var type : properties.items("FunctionResponseTypes")) {
      if (!type.text().equals("ReportBatchItemFailures")) {
        throw type.refused("there is no function response type " + type.text());
      }
    }
    return !properties.items("FunctionResponseTypes").isEmpty();
  }

  private static List<EventPattern> patterns(Value.Mapping criteria) {
    criteria.checkNames(Set.of("Filters"));
    var filters = criteria.items("Filters");
    if (filters.size() > MAX_PATTERNS) {
      throw criteria.refused(
          "FilterCriteria has " + filters.size() + " Filters, Lambda takes " + MAX_PATTERNS);
    }
    return filters.stream().map(filter -> pattern(filter.mapping())).toList();
  }

  private static EventPattern pattern(Value.Mapping filter) {
    filter.checkNames(Set.of("Pattern"));
    var pattern = filter.required("Pattern");
    try {
      return EventPattern.of(pattern.text());
    } catch (IllegalArgumentException e) {
      throw new TemplateException(pattern.line(), "Pattern is refused: " + e.getMessage(), e);
    }
  }

  private @Nullable String onFailure(Value.Mapping destinations) {
    destinations.checkNames(Set.of("OnFailure"));
    var onFailure = destinations.mapping("OnFailure");
    onFailure.checkNames(Set.of("Destination", "Type"));
    var destination = onFailure.get("Destination");
    if (destination == null) {
      return null;
    }
    var resource = intrinsics.resourceOf(destination.text());
    if (resource == null
        || !Set.of(ResourceTypes.QUEUE, ResourceTypes.TOPIC).contains(resource.type())) {
      throw destination.refused(
          "Destination " + destination.text() + " is not a queue or topic of this template");
    }
    return resource.logicalId();
  }

  private static int number(
      Value.Mapping properties, String name, int otherwise, int least, int most) {
    int number = properties.integer(name, otherwise);
    if (number < least || number > most) {
      throw properties
          .required(name)
          .refused(name + " is " + number + ", not " + least + " to " + most);
    }
    return number;
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    var union = new HashSet<>(some);
    union.addAll(others);
    return Set.copyOf(union);
  }
}
