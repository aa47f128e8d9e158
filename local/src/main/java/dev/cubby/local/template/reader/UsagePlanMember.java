package dev.cubby.local.template.reader;

import dev.cubby.local.template.ApiKeyDefinition;
import dev.cubby.local.template.TemplateException;
import dev.cubby.local.template.UsagePlanDefinition;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// An `AWS::ApiGateway::UsagePlanKey`: a key in a usage plan.
record UsagePlanMember(Value keyId, Value planId) {

  private static final Set<String> PROPERTIES = Set.of("KeyId", "KeyType", "UsagePlanId");

  static UsagePlanMember read(Resource resource, Intrinsics intrinsics) {
    var properties = resource.resolve(PROPERTIES, Set.of(), intrinsics);
    return new UsagePlanMember(properties.required("KeyId"), properties.required("UsagePlanId"));
  }

  /// The keys of one plan.
  static Set<String> keyIds(Collection<UsagePlanMember> members, String planId) {
    return members.stream()
        .filter(member -> member.planId.text().equals(planId))
        .map(member -> member.keyId.text())
        .collect(Collectors.toSet());
  }

  /// @throws TemplateException if the key or the plan is not of this template
  void check(Map<String, ApiKeyDefinition> keys, Map<String, UsagePlanDefinition> plans) {
    if (!keys.containsKey(keyId.text())) {
      throw keyId.refused("the template has no API key " + keyId.text());
    }
    if (!plans.containsKey(planId.text())) {
      throw planId.refused("the template has no usage plan " + planId.text());
    }
  }
}
