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
/// Limits are asked in the order of "Throttle requests to your REST APIs for better throughput" in
/// API Gateway's developer guide: of the key on the method, of the key, of the method, of the
/// account. The quota comes last, so that a throttled request does not count against it; AWS
/// documents neither. A limit that let a request pass has given a token for it, whatever the next
/// one says.
public final class UsagePlans implements AutoCloseable {

  private final KeyRegistry registry;
  private final UsagePlanDefinition.Stage stage;
  private final StageThrottle stageThrottle;

  /// The plans and keys of `template`, and the keys that are kept in `data`. Where both know a key,
  /// the template is right; but a value that it does not give stays.
  ///
  /// @param data a directory that may not be there yet; null to keep nothing
  /// @throws TemplateException if a key of the template cannot be
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

  /// Decides about a request to a method that needs a key.
  ///
  /// @param keyValue what the caller sent, or counts as; null for nothing
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

  /// Decides about a request to a method that needs no key: only the stage's limits hold for it.
  ///
  /// @param method the resource's path and the method, as in `/pets/{id}/GET`
  public UsageDecision admitWithoutKey(String method) {
    return stageThrottle.tryConsume(method)
        ? new UsageDecision.Passed(null)
        : new UsageDecision.Throttled();
  }

  /// Keeps the counts of requests, where there is a directory for them.
  @Override
  public void close() {
    registry.save();
  }
}
