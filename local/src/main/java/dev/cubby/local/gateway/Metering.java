package dev.cubby.local.gateway;

import dev.cubby.local.template.ApiDefinition;
import dev.cubby.local.usage.UsageDecision;
import dev.cubby.local.usage.UsagePlans;
import org.jspecify.annotations.Nullable;

/// Applies the limits of key and method to requests that the authorizer allows.
final class Metering {

  private final ApiDefinition.ApiKeySource apiKeySource;
  private final UsagePlans usagePlans;

  Metering(ApiDefinition.ApiKeySource apiKeySource, UsagePlans usagePlans) {
    this.apiKeySource = apiKeySource;
    this.usagePlans = usagePlans;
  }

  /// Admits or refuses a request. Only a method that needs a key looks for one.
  ///
  /// @param method as the API declares it: in capitals, or `ANY`
  Admission admit(
      Admission.Admitted admitted,
      ApiRequest request,
      Router.Match match,
      String method,
      boolean needsKey) {
    var authorizer = admitted.authorizer();
    var name = match.resource() + "/" + method;
    return switch (needsKey
        ? usagePlans.admit(keyValue(admitted, request), name)
        : usagePlans.admitWithoutKey(name)) {
      case UsageDecision.Passed(var key) -> new Admission.Admitted(authorizer, key);
      case UsageDecision.InvalidKey _ -> new Admission.Refused(Refusal.invalidApiKey(), authorizer);
      case UsageDecision.Throttled _ -> new Admission.Refused(Refusal.throttled(), authorizer);
      case UsageDecision.QuotaExceeded _ ->
          new Admission.Refused(Refusal.quotaExceeded(), authorizer);
    };
  }

  private @Nullable String keyValue(Admission.Admitted admitted, ApiRequest request) {
    return switch (apiKeySource) {
      case HEADER -> request.header("x-api-key");
      case AUTHORIZER ->
          admitted.authorizer() == null
              ? null
              : admitted.authorizer().authorization().usageIdentifierKey();
    };
  }
}
