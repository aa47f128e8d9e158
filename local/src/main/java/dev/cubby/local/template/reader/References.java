package dev.cubby.local.template.reader;

import dev.cubby.local.template.ApiDefinition;
import dev.cubby.local.template.PseudoParameters;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The values of `Ref` and `Fn::GetAtt`: parameters, pseudo parameters, and local values of the
/// names and ARNs that AWS would give to resources.
final class References {

  private final Map<String, Value> parameters;
  private final Map<String, Resource> resources;
  private final PseudoParameters pseudoParameters;
  private final UnaryOperator<@Nullable Value> resolve;

  References(
      Map<String, Value> parameters,
      Map<String, Resource> resources,
      PseudoParameters pseudoParameters,
      UnaryOperator<@Nullable Value> resolve) {
    this.parameters = parameters;
    this.resources = resources;
    this.pseudoParameters = pseudoParameters;
    this.resolve = resolve;
  }

  /// The value of `Ref`.
  Value ref(String name, Value call) {
    var parameter = parameters.get(name);
    if (parameter != null) {
      return parameter;
    }
    var text = pseudoParameters.value(name);
    if (text == null) {
      text = resourceId(name);
    }
    if (text == null) {
      throw call.refused(
          "Ref to " + name + ", which is neither a parameter nor a resource that local knows");
    }
    return new Value.Scalar(text, call.line());
  }

  /// The value of `Fn::GetAtt`.
  Value attribute(String logicalId, String attribute, Value call) {
    var resource = resources.get(logicalId);
    if (resource == null) {
      throw call.refused("GetAtt of " + logicalId + ", which local does not know as a resource");
    }
    var text =
        switch (attribute) {
          case "Arn" -> arn(resource);
          case "StreamArn" ->
              resource.type().equals(ResourceTypes.TABLE) ? streamArn(resource) : null;
          case "QueueName" ->
              resource.type().equals(ResourceTypes.QUEUE) ? physicalName(resource) : null;
          case "QueueUrl" ->
              resource.type().equals(ResourceTypes.QUEUE) ? queueUrl(resource) : null;
          case "TopicName" ->
              resource.type().equals(ResourceTypes.TOPIC) ? physicalName(resource) : null;
          case "TopicArn" -> resource.type().equals(ResourceTypes.TOPIC) ? arn(resource) : null;
          default -> null;
        };
    if (text == null) {
      throw call.refused(
          "GetAtt of " + logicalId + "." + attribute + ", for which local has no value");
    }
    return new Value.Scalar(text, call.line());
  }

  /// The function whose name is `name`, or null.
  @Nullable Resource function(String name) {
    return first(Set.of(ResourceTypes.FUNCTION), function -> physicalName(function).equals(name));
  }

  /// The table, queue or topic whose ARN, or whose stream's, is `arn`, or null.
  @Nullable Resource resourceOf(String arn) {
    return first(
        Set.of(ResourceTypes.TABLE, ResourceTypes.QUEUE, ResourceTypes.TOPIC),
        resource -> arn.equals(arn(resource)) || arn.equals(streamArn(resource)));
  }

  private @Nullable Resource first(Set<String> types, Predicate<Resource> condition) {
    for (var resource : resources.values()) {
      if (types.contains(resource.type()) && condition.test(resource)) {
        return resource;
      }
    }
    return null;
  }

  private @Nullable String resourceId(String name) {
    int dot = name.indexOf('.');
    var resource = resources.get(dot < 0 ? name : name.substring(0, dot));
    if (resource == null) {
      return null;
    }
    // SAM's references to what it generates.
    return switch (dot < 0 ? "" : name.substring(dot + 1)) {
      case "" ->
          switch (resource.type()) {
            case ResourceTypes.QUEUE -> queueUrl(resource);
            case ResourceTypes.TOPIC -> arn(resource);
            default -> physicalName(resource);
          };
      case "Alias" -> arn(resource) + ":" + property(resource, "AutoPublishAlias", "live");
      case "Version" -> arn(resource) + ":1";
      case "Stage" -> property(resource, "StageName", "Prod");
      default -> null;
    };
  }

  private String arn(Resource resource) {
    var name = physicalName(resource);
    return switch (resource.type()) {
      case ResourceTypes.FUNCTION -> pseudoParameters.arn("lambda", "function:" + name);
      case ResourceTypes.TABLE -> pseudoParameters.arn("dynamodb", "table/" + name);
      case ResourceTypes.LOG_GROUP -> pseudoParameters.arn("logs", "log-group:" + name + ":*");
      case ResourceTypes.BUCKET -> "arn:" + pseudoParameters.partition() + ":s3:::" + name;
      default -> pseudoParameters.arn(service(resource.type()), name);
    };
  }

  private String streamArn(Resource table) {
    return arn(table) + "/stream/local";
  }

  private String queueUrl(Resource queue) {
    return "https://sqs."
        + pseudoParameters.region()
        + ".amazonaws.com/"
        + pseudoParameters.accountId()
        + "/"
        + physicalName(queue);
  }

  /// The name that the template gives to a resource in `BucketName`, `FunctionName` and the like;
  /// otherwise its logical id. What API Gateway names has an id besides.
  private String physicalName(Resource resource) {
    var type = resource.type();
    if (type.equals(ResourceTypes.API)) {
      return ApiDefinition.apiId(resource.logicalId());
    }
    return type.startsWith("AWS::ApiGateway::")
        ? resource.logicalId()
        : property(
            resource, type.substring(type.lastIndexOf(':') + 1) + "Name", resource.logicalId());
  }

  private String property(Resource resource, String name, String otherwise) {
    var value = resource.properties().get(name);
    var resolved = value == null ? null : resolve.apply(value);
    return resolved == null ? otherwise : resolved.text();
  }

  private static String service(String type) {
    return type.split("::", -1)[1].toLowerCase(Locale.ROOT);
  }
}
