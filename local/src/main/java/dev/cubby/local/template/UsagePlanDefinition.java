package dev.cubby.local.template;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A usage plan: how much each of its keys may ask for.
///
/// @param id what `Ref` answers: the logical id
/// @param throttle of each key over all methods; null for none
/// @param quota of each key; null for none
/// @param stages the API stages that it opens
/// @param keyIds the keys that the template puts into it
public record UsagePlanDefinition(
    String id,
    String name,
    @Nullable String description,
    @Nullable ThrottleDefinition throttle,
    @Nullable QuotaDefinition quota,
    Map<Stage, MethodThrottles> stages,
    Set<String> keyIds) {

  /// A stage of an API.
  public record Stage(String apiId, String name) {

    @Override
    public String toString() {
      return apiId + ":" + name;
    }
  }

  /// What throttles each key on single methods of a stage.
  ///
  /// @param byMethod by the method's path and name, as in `/pets/{id}/GET`
  public record MethodThrottles(Map<String, ThrottleDefinition> byMethod) {}

  /// Whether a stage is in both plans. No key may be in two such plans.
  public boolean sharesAStageWith(UsagePlanDefinition other) {
    return stages.keySet().stream().anyMatch(other.stages.keySet()::contains);
  }
}
