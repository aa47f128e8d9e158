package dev.cubby.local.template.reader;

import dev.cubby.local.template.FunctionDefinition;
import dev.cubby.local.template.PseudoParameters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads an `AWS::Serverless::Function`.
final class FunctionReader {

  private static final Set<String> EFFECTIVE =
      Set.of(
          "AutoPublishAlias",
          "CodeUri",
          "Environment",
          "Events",
          "FunctionName",
          "Handler",
          "MemorySize",
          "PackageType",
          "ReservedConcurrentExecutions",
          "Runtime",
          "Timeout");

  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "Architectures",
          "AssumeRolePolicyDocument",
          "AutoPublishAliasAllProperties",
          "AutoPublishCodeSha256",
          "CodeSigningConfigArn",
          "DeadLetterQueue",
          "DeploymentPreference",
          "Description",
          "EphemeralStorage",
          "EventInvokeConfig",
          "KmsKeyArn",
          "LoggingConfig",
          "PermissionsBoundary",
          "Policies",
          "PropagateTags",
          "ProvisionedConcurrencyConfig",
          "RecursiveLoop",
          "Role",
          "RolePath",
          "RuntimeManagementConfig",
          "SnapStart",
          "SourceKmsKeyArn",
          "Tags",
          "Tracing",
          "VersionDeletionPolicy",
          "VersionDescription",
          "VpcConfig");

  /// `RequestParameters` has no effect: without a validator, which the template cannot have here,
  /// API Gateway does not check them.
  private static final Set<String> API_EVENT =
      Set.of("Auth", "Method", "Path", "RequestParameters", "RestApiId");

  private static final Set<String> EVENT_AUTH = Set.of("Authorizer", "ApiKeyRequired");

  private final Resource resource;
  private final Value.Mapping properties;

  FunctionReader(Resource resource, Intrinsics intrinsics) {
    this.resource = resource;
    this.properties = resource.resolve(EFFECTIVE, WITHOUT_EFFECT, intrinsics);
  }

  FunctionDefinition function(Path directory, PseudoParameters pseudoParameters) {
    var packageType = properties.get("PackageType");
    if (packageType != null && !packageType.text().equals("Zip")) {
      throw packageType.refused("local runs no functions of package type " + packageType.text());
    }
    var runtime = properties.required("Runtime");
    if (!runtime.text().startsWith("java")) {
      throw runtime.refused("local runs no functions of runtime " + runtime.text());
    }
    var environment = properties.mapping("Environment");
    environment.checkNames(Set.of("Variables"));
    var name = properties.text("FunctionName", resource.logicalId());
    var arn = pseudoParameters.arn("lambda", "function:" + name);
    var alias = properties.text("AutoPublishAlias");
    var reservedConcurrency = properties.get("ReservedConcurrentExecutions");
    return new FunctionDefinition(
        resource.logicalId(),
        name,
        alias == null ? arn : arn + ":" + alias,
        runtime.text(),
        properties.required("Handler").text(),
        directory.resolve(properties.required("CodeUri").text()).normalize(),
        environment.mapping("Variables").texts(),
        Duration.ofSeconds(properties.integer("Timeout", 3)),
        properties.integer("MemorySize", 128),
        alias == null ? "$LATEST" : "1",
        reservedConcurrency == null ? null : reservedConcurrency.integer());
  }

  List<ApiEvent> apiEvents() {
    var events = new ArrayList<ApiEvent>();
    for (var event : properties.mapping("Events").members().values()) {
      resource.attempt(() -> {
        var type = event.mapping().required("Type");
        switch (type.text()) {
          case "Api" -> events.add(apiEvent(event.mapping().mapping("Properties")));
          // Not a route.
          case "DynamoDB", "Schedule", "ScheduleV2" -> {}
          default -> throw type.refused("local does not run events of type " + type.text());
        }
      });
    }
    return events;
  }

  /// The events that are not routes.
  List<SourceEvent> sourceEvents(FunctionDefinition function) {
    var events = new ArrayList<SourceEvent>();
    properties
        .mapping("Events")
        .members()
        .forEach((name, event) -> {
          var type = event.mapping().required("Type");
          if (!type.text().equals("Api")) {
            events.add(
                new SourceEvent(function, name, type, event.mapping().mapping("Properties")));
          }
        });
    return events;
  }

  private ApiEvent apiEvent(Value.Mapping event) {
    event.checkNames(API_EVENT);
    var auth = event.mapping("Auth");
    auth.checkNames(EVENT_AUTH);
    var method = event.required("Method").text().toUpperCase(Locale.ROOT);
    return new ApiEvent(
        resource.logicalId(),
        event.text("RestApiId", ApiEvent.IMPLICIT_API),
        method.equals("*") ? "ANY" : method,
        event.required("Path"),
        auth.get("Authorizer"),
        auth.get("ApiKeyRequired"));
  }
}
