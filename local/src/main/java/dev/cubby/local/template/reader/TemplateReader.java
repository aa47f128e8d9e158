package dev.cubby.local.template.reader;

import dev.cubby.local.template.ApiDefinition;
import dev.cubby.local.template.ApiKeyDefinition;
import dev.cubby.local.template.PseudoParameters;
import dev.cubby.local.template.ScheduleDefinition;
import dev.cubby.local.template.StreamSourceDefinition;
import dev.cubby.local.template.Template;
import dev.cubby.local.template.TemplateException;
import dev.cubby.local.template.UsagePlanDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reads a whole template: its sections, then its resources by type.
public final class TemplateReader {

  private static final Set<String> SECTIONS =
      Set.of(
          "AWSTemplateFormatVersion",
          "Conditions",
          "Description",
          "Globals",
          "Mappings",
          "Metadata",
          "Outputs",
          "Parameters",
          "Resources",
          "Transform");

  /// SAM's name for the API of events that name none.
  private static final String IMPLICIT_API = "ServerlessRestApi";

  private final PseudoParameters pseudoParameters = PseudoParameters.of(System.getenv());
  private final Map<String, Resource> resources = new LinkedHashMap<>();
  private final Globals globals;
  private final Intrinsics intrinsics;

  /// Reads the template in `file`, with the defaults of its parameters.
  ///
  /// @throws TemplateException if the template is invalid, or needs what `local` does not run
  public static Template read(Path file) {
    return read(file, Map.of());
  }

  /// Reads the template in `file`. A parameter without a value in `parameters` has its default.
  ///
  /// @throws TemplateException if the template is invalid, or needs what `local` does not run
  public static Template read(Path file, Map<String, String> parameters) {
    try {
      var directory = file.toAbsolutePath().resolveSibling("");
      return new TemplateReader(YamlReader.read(file), parameters).template(directory);
    } catch (TemplateException e) {
      throw e.in(String.valueOf(file.getFileName()));
    }
  }

  private TemplateReader(Value.Mapping root, Map<String, String> parameterValues) {
    root.checkNames(SECTIONS);
    globals = new Globals(root.mapping("Globals"));
    intrinsics =
        new Intrinsics(
            root.mapping("Mappings"),
            root.mapping("Conditions"),
            Parameters.resolve(root.mapping("Parameters"), parameterValues),
            resources,
            pseudoParameters);
    root.required("Resources").mapping().members().forEach(this::addResource);
  }

  /// The template, its code URIs relative to `directory`.
  private Template template(Path directory) {
    var events = new ArrayList<ApiEvent>();
    var sourceEvents = new ArrayList<SourceEvent>();
    var functions =
        each(
            ResourceTypes.FUNCTION,
            resource -> {
              var reader = new FunctionReader(resource, intrinsics);
              events.addAll(reader.apiEvents());
              var function = reader.function(directory, pseudoParameters);
              sourceEvents.addAll(reader.sourceEvents(function));
              return function;
            });
    var tables = each(ResourceTypes.TABLE, resource -> TableReader.table(resource, intrinsics));
    var apiResource = api(events);
    var api =
        naming(apiResource, () -> new ApiReader(apiResource, intrinsics, functions).api(events));
    var keys = each(ResourceTypes.API_KEY, resource -> ApiKeyReader.key(resource, intrinsics));
    var plans = usagePlans(api, keys);
    var streams = new ArrayList<StreamSourceDefinition>();
    var schedules = new ArrayList<ScheduleDefinition>();
    readSources(sourceEvents, new StreamReader(intrinsics, functions, tables), streams, schedules);
    return new Template(
        pseudoParameters,
        functions,
        api,
        tables,
        keys,
        plans,
        List.copyOf(streams),
        List.copyOf(schedules));
  }

  private Map<String, UsagePlanDefinition> usagePlans(
      ApiDefinition api, Map<String, ApiKeyDefinition> keys) {
    var members =
        each(ResourceTypes.USAGE_PLAN_KEY, resource -> UsagePlanMember.read(resource, intrinsics))
            .values();
    var plans =
        each(
            ResourceTypes.USAGE_PLAN,
            resource ->
                new UsagePlanReader(resource, intrinsics, api)
                    .plan(UsagePlanMember.keyIds(members, resource.logicalId())));
    members.forEach(member -> member.check(keys, plans));
    return plans;
  }

  private void readSources(
      List<SourceEvent> events,
      StreamReader streamReader,
      List<StreamSourceDefinition> streams,
      List<ScheduleDefinition> schedules) {
    var scheduleReader = new ScheduleReader(pseudoParameters);
    for (var event : events) {
      try {
        switch (event.type().text()) {
          case "DynamoDB" -> streamReader.event(event).ifPresent(streams::add);
          case "Schedule" -> scheduleReader.rule(event).ifPresent(schedules::add);
          default -> scheduleReader.schedule(event).ifPresent(schedules::add);
        }
      } catch (TemplateException e) {
        throw e.of("event " + event.name()).of("resource " + event.function().logicalId());
      }
    }
    each(ResourceTypes.EVENT_SOURCE_MAPPING, streamReader::mapping)
        .values()
        .forEach(source -> source.ifPresent(streams::add));
  }

  private void addResource(String logicalId, Value declaration) {
    var mapping = declaration.mapping();
    var condition = mapping.get("Condition");
    if (condition != null && !intrinsics.holds(condition.text(), condition)) {
      return;
    }
    var type = mapping.required("Type").text();
    var properties = mapping.mapping("Properties");
    var resource =
        new Resource(
            logicalId,
            type,
            switch (type) {
              case ResourceTypes.FUNCTION -> globals.apply("Function", properties);
              case ResourceTypes.API -> globals.apply("Api", properties);
              default -> properties;
            },
            declaration.line());
    ResourceTypes.check(resource);
    resources.put(logicalId, resource);
  }

  private <T> Map<String, T> each(String type, Function<Resource, T> read) {
    var results = new LinkedHashMap<String, T>();
    for (var resource : resources.values()) {
      if (resource.type().equals(type)) {
        results.put(resource.logicalId(), naming(resource, () -> read.apply(resource)));
      }
    }
    return results;
  }

  /// The one API: the template's, or else SAM's implicit one.
  private Resource api(List<ApiEvent> events) {
    var apis =
        resources.values().stream()
            .filter(resource -> resource.type().equals(ResourceTypes.API))
            .toList();
    if (apis.size() > 1) {
      throw new TemplateException(
          apis.get(1).line(),
          "resource " + apis.get(1).logicalId() + " is a second API; local runs one");
    }
    var api = apis.isEmpty() ? implicitApi() : apis.getFirst();
    for (var event : events) {
      var logicalId = event.apiId() == null ? IMPLICIT_API : event.apiId();
      if (!logicalId.equals(api.logicalId())
          && !logicalId.equals(ApiDefinition.apiId(api.logicalId()))) {
        throw event
            .path()
            .refused(
                "resource "
                    + event.functionId()
                    + " has an event of API "
                    + logicalId
                    + "; local runs one API");
      }
    }
    return api;
  }

  private Resource implicitApi() {
    var properties = Map.<String, Value>of("StageName", new Value.Scalar("Prod", 0));
    return new Resource(
        IMPLICIT_API, ResourceTypes.API, globals.apply("Api", new Value.Mapping(properties, 0)), 0);
  }

  private static <T> T naming(Resource resource, Supplier<T> read) {
    try {
      return read.get();
    } catch (TemplateException e) {
      throw e.of("resource " + resource.logicalId());
    }
  }
}
