package dev.cubby.local.usage;

import dev.cubby.local.template.Template;
import dev.cubby.local.template.TemplateException;
import dev.cubby.local.template.UsagePlanDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The limits of the template's stage, and the keys that count against them.
///
/// Limits apply in the order of "Throttle requests to your REST APIs for better throughput" in API
/// Gateway's developer guide: of the key on the method, of the key, of the method, of the account.
/// The quota comes last, so that a throttled request does not count against it; AWS documents
/// neither. A token taken from one limit stays spent if the next limit refuses.
public final class UsagePlans implements AutoCloseable {

  private final KeyRegistry registry;
  private final UsagePlanDefinition.Stage stage;
  private final StageThrottle stageThrottle;

  /// The plans and keys of `template`, and the keys kept in `data`. The template takes precedence;
  /// a key value that it does not give is kept.
  ///
  /// @param data a directory, created if absent; null to keep nothing
  /// @throws TemplateException if a key of the template is invalid
  public static UsagePlans start(Template template, @Nullable Path data, InstantSource clock) {
    var plans = new UsagePlans(template, clock);
    try {
      if (data != null) {
        var file = new UsageFile(Files.createDirectories(data));
        file.readInto(plans.registry);
        plans.registry.keepIn(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    plans.addKeys(template);
    plans.registry.save();
    return plans;
  }

  private UsagePlans(Template template, InstantSource clock) {
    var api = template.api();
    registry = new KeyRegistry(template.usagePlans(), clock);
    stage = new UsagePlanDefinition.Stage(api.apiId(), api.stageName());
    stageThrottle = new StageThrottle(api.methodThrottles(), clock);
  }

  private void addKeys(Template template) {
    for (var key : template.apiKeys().values()) {
      try {
        registry.put(
            key.id(),
            new KeyRegistry.NewKey(
                key.value(),
                key.name(),
                key.description(),
                key.customerId(),
                key.enabled(),
                Map.of()));
      } catch (RegistryException e) {
        throw new TemplateException("resource " + key.id() + ": " + e.getMessage());
      }
    }
    for (var plan : template.usagePlans().values()) {
      for (var keyId : plan.keyIds()) {
        if (!registry.subscriptionsOf(keyId).containsKey(plan.id())) {
          registry.subscribe(plan, keyId, Map.of());
        }
      }
    }
  }

  /// The keys, for the control plane.
  public KeyRegistry registry() {
    return registry;
  }

  /// Admits or refuses a request to a method that needs a key.
  ///
  /// @param keyValue the key that the caller sent or the authorizer named; null for none
  /// @param method the resource's path and the method, as in `/pets/{id}/GET`
  public UsageDecision admit(@Nullable String keyValue, String method) {
    var key = keyValue == null ? null : registry.find(keyValue);
    var subscription =
        key == null || !key.enabled() ? null : registry.subscription(key.id(), stage);
    if (subscription == null) {
      return new UsageDecision.InvalidKey();
    }
    if (!subscription.tryConsume(stage, method) || !stageThrottle.tryConsume(method)) {
      return new UsageDecision.Throttled();
    }
    return subscription.tryCount()
        ? new UsageDecision.Passed(key)
        : new UsageDecision.QuotaExceeded();
  }

  /// Admits or refuses a request to a method that needs no key: only the stage's limits apply.
  ///
  /// @param method the resource's path and the method, as in `/pets/{id}/GET`
  public UsageDecision admitWithoutKey(String method) {
    return stageThrottle.tryConsume(method)
        ? new UsageDecision.Passed(null)
        : new UsageDecision.Throttled();
  }

  /// Writes the request counts, if there is a data directory.
  @Override
  public void close() {
    registry.save();
  }
}
