package dev.cubby.local.template.reader;

import dev.cubby.local.template.ApiDefinition;
import dev.cubby.local.template.ApiKeyDefinition;
import dev.cubby.local.template.FunctionDefinition;
import dev.cubby.local.template.PseudoParameters;
import dev.cubby.local.template.Refusals;
import dev.cubby.local.template.ScheduleDefinition;
import dev.cubby.local.template.StreamSourceDefinition;
import dev.cubby.local.template.Template;
import dev.cubby.local.template.TemplateException;
import dev.cubby.local.template.UsagePlanDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// Reads a whole template: its sections, then its resources by type, then what connects them. Each
/// step gathers everything that it refuses, and the next one starts only if that is nothing.
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

  private final PseudoParameters pseudoParameters = PseudoParameters.of(System.getenv());
  private final Refusals refusals = new Refusals();
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
    refusals.run(() -> root.checkNames(SECTIONS));
    globals = new Globals(root.mapping("Globals"), refusals);
    intrinsics =
        new Intrinsics(
            root.mapping("Mappings"),
            root.mapping("Conditions"),
            Parameters.resolve(root.mapping("Parameters"), parameterValues, refusals),
            resources,
            pseudoParameters);
    refusals.check();
    root.required("Resources")
        .mapping()
        .members()
        .forEach(
            (logicalId, declaration) -> refusals.run(() -> addResource(logicalId, declaration)));
    refusals.check();
    if (ofType(ResourceTypes.API).isEmpty()) {
      var properties = new Value.Mapping(Map.of("StageName", new Value.Scalar("Prod", 0)), 0);
      resources.put(
          ApiEvent.IMPLICIT_API,
          resource(
              ApiEvent.IMPLICIT_API,
              ResourceTypes.API,
              globals.apply("Api", properties),
              properties));
    }
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
    var keys = each(ResourceTypes.API_KEY, resource -> ApiKeyReader.key(resource, intrinsics));
    var api = api(events);
    var plans = usagePlans(api, keys);
    var streams = new ArrayList<StreamSourceDefinition>();
    var schedules = new ArrayList<ScheduleDefinition>();
    readSources(sourceEvents, new StreamReader(intrinsics, functions, tables), streams, schedules);
    refusals.check();
    return new Template(
        pseudoParameters,
        functions,
        api,
        tables,
        keys,
        plans,
        List.copyOf(streams),
        List.copyOf(schedules),
        notRun(functions.values()));
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
    members.forEach(member -> refusals.run(() -> member.check(keys, plans)));
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
        refusals.add(e.of("event " + event.name()).of("resource " + event.function().logicalId()));
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
    if (!type.contains("::")) {
      throw mapping.refused("resource " + logicalId + " has no such type as " + type);
    }
    var properties = mapping.mapping("Properties");
    resources.put(
        logicalId,
        switch (type) {
          case ResourceTypes.FUNCTION ->
              resource(logicalId, type, globals.apply("Function", properties), declaration);
          case ResourceTypes.API ->
              resource(logicalId, type, globals.apply("Api", properties), declaration);
          case ResourceTypes.SIMPLE_TABLE ->
              resource(
                  logicalId,
                  ResourceTypes.TABLE,
                  SimpleTable.expand(globals.apply("SimpleTable", properties)),
                  declaration);
          default -> resource(logicalId, type, properties, declaration);
        });
  }

  private Resource resource(
      String logicalId, String type, Value.Mapping properties, Value declaration) {
    return new Resource(logicalId, type, properties, declaration.line(), refusals);
  }

  private <T> Map<String, T> each(String type, Function<Resource, T> read) {
    var results = new LinkedHashMap<String, T>();
    for (var resource : ofType(type)) {
      resource.attempt(() -> results.put(resource.logicalId(), read.apply(resource)));
    }
    return results;
  }

  private List<Resource> ofType(String type) {
    return resources.values().stream().filter(resource -> resource.type().equals(type)).toList();
  }

  /// The one API.
  ///
  /// @throws TemplateException if it is refused, or anything before it
  private ApiDefinition api(List<ApiEvent> events) {
    var apis =
        each(
            ResourceTypes.API,
            api ->
                new ApiReader(api, intrinsics)
                    .api(events.stream().filter(event -> event.isOf(api)).toList()));
    var declared = ofType(ResourceTypes.API);
    declared.stream()
        .skip(1)
        .forEach(second ->
            refusals.add(
                new TemplateException(
                    second.line(),
                    "resource " + second.logicalId() + " is a second API; local runs one")));
    events.stream()
        .filter(event -> declared.stream().noneMatch(event::isOf))
        .forEach(event ->
            refusals.add(
                event
                    .path()
                    .refused(
                        "resource "
                            + event.functionId()
                            + " has an event of API "
                            + event.apiId()
                            + "; local runs one API")));
    refusals.check();
    return apis.values().iterator().next();
  }

  private List<String> notRun(Collection<FunctionDefinition> functions) {
    var names =
        resources.values().stream()
            .filter(resource -> ResourceTypes.isNameOnly(resource.type()))
            .map(resource -> resource.logicalId() + " (" + resource.type() + ")");
    var options =
        functions.stream()
            .filter(function -> function.environment().containsKey("JAVA_TOOL_OPTIONS"))
            .map(function -> "JAVA_TOOL_OPTIONS of " + function.logicalId());
    return Stream.concat(names, options).toList();
  }
}
