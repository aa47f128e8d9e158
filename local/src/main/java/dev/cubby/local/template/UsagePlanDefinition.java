package dev.cubby.local.template;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A usage plan: the limits of each of its keys.
///
/// @param id the value of `Ref`: the logical id
/// @param throttle the limit of each key across all methods; null for none
/// @param quota the quota of each key; null for none
/// @param stages the API stages that it covers, each with the limits of each key on single methods,
///   by path and name as in `/pets/{id}/GET`
/// @param keyIds the keys that the template adds to it
public record UsagePlanDefinition(
    String id,
    String name,
    @Nullable String description,
    @Nullable ThrottleDefinition throttle,
    @Nullable QuotaDefinition quota,
    Map<Stage, Map<String, ThrottleDefinition>> stages,
    Set<String> keyIds) {

  /// A stage of an API.
  public record Stage(String apiId, String name) {

    @Override
    public String toString() {
      return apiId + ":" + name;
    }
  }

  /// Whether both plans cover a stage. No key can be in two such plans.
  public boolean sharesAStageWith(UsagePlanDefinition other) {
    return stages.keySet().stream().anyMatch(other.stages.keySet()::contains);
  }
}
