package dev.cubby.local.template.reader;

import dev.cubby.local.template.ApiDefinition;
import dev.cubby.local.template.QuotaDefinition;
import dev.cubby.local.template.ThrottleDefinition;
import dev.cubby.local.template.UsagePlanDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads an `AWS::ApiGateway::UsagePlan`.
final class UsagePlanReader {

  private static final Set<String> EFFECTIVE =
      Set.of("ApiStages", "Description", "Quota", "Throttle", "UsagePlanName");

  private static final Set<String> WITHOUT_EFFECT = Set.of("Tags");

  private final Resource resource;
  private final Value.Mapping properties;
  private final ApiDefinition api;

  UsagePlanReader(Resource resource, Intrinsics intrinsics, ApiDefinition api) {
    this.resource = resource;
    this.properties = resource.resolve(EFFECTIVE, WITHOUT_EFFECT, intrinsics);
    this.api = api;
  }

  UsagePlanDefinition plan(Set<String> keyIds) {
    var throttle = properties.get("Throttle");
    return new UsagePlanDefinition(
        resource.logicalId(),
        properties.text("UsagePlanName", resource.logicalId()),
        properties.text("Description"),
        throttle == null ? null : ThrottleReader.throttle(throttle),
        quota(),
        stages(),
        keyIds);
  }

  private @Nullable QuotaDefinition quota() {
    if (!properties.has("Quota")) {
      return null;
    }
    var quota = properties.mapping("Quota");
    quota.checkNames(Set.of("Limit", "Offset", "Period"));
    var period = period(quota.required("Period"));
    int offset = quota.integer("Offset", 0);
    if (offset < 0 || offset > period.maxOffset()) {
      throw quota.refused("Offset of a " + period + " is 0 to " + period.maxOffset());
    }
    return new QuotaDefinition(quota.required("Limit").integer(), period, offset);
  }

  private static QuotaDefinition.Period period(Value period) {
    return switch (period.text()) {
      case "DAY" -> QuotaDefinition.Period.DAY;
      case "WEEK" -> QuotaDefinition.Period.WEEK;
      case "MONTH" -> QuotaDefinition.Period.MONTH;
      default -> throw period.refused("Period is not DAY, WEEK or MONTH");
    };
  }

  private Map<UsagePlanDefinition.Stage, Map<String, ThrottleDefinition>> stages() {
    var stages = new LinkedHashMap<UsagePlanDefinition.Stage, Map<String, ThrottleDefinition>>();
    for (var item : properties.items("ApiStages")) {
      var stage = item.mapping();
      stage.checkNames(Set.of("ApiId", "Stage", "Throttle"));
      stages.put(
          new UsagePlanDefinition.Stage(
              stage.required("ApiId").text(), stage.required("Stage").text()),
          methodThrottles(stage.mapping("Throttle")));
    }
    return stages;
  }

  private Map<String, ThrottleDefinition> methodThrottles(Value.Mapping throttles) {
    var methods =
        api.routes().stream()
            .map(route -> route.path() + "/" + route.method())
            .collect(Collectors.toSet());
    var byMethod = new LinkedHashMap<String, ThrottleDefinition>();
    throttles
        .members()
        .forEach((method, throttle) -> {
          if (!methods.contains(method)) {
            throw throttle.refused("the API has no method " + method);
          }
          byMethod.put(method, ThrottleReader.throttle(throttle));
        });
    return byMethod;
  }
}
