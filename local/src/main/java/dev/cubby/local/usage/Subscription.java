package dev.cubby.local.usage;

import dev.cubby.local.template.ThrottleDefinition;
import dev.cubby.local.template.UsagePlanDefinition;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A key in a usage plan, with its own token buckets and request count.
final class Subscription {

  private final UsagePlanDefinition plan;
  private final InstantSource clock;
  private final @Nullable TokenBucket bucket;
  private final Map<UsagePlanDefinition.Stage, Map<String, TokenBucket>> methodBuckets =
      new HashMap<>();
  private final RequestCount count;

  /// @param counts the past requests of the key, by day
  Subscription(UsagePlanDefinition plan, Map<LocalDate, Long> counts, InstantSource clock) {
    this.plan = plan;
    this.clock = clock;
    bucket = plan.throttle() == null ? null : new TokenBucket(plan.throttle(), clock);
    plan.stages().forEach((stage, throttles) -> methodBuckets.put(stage, buckets(throttles)));
    count = new RequestCount(plan.quota(), counts);
  }

  private Map<String, TokenBucket> buckets(Map<String, ThrottleDefinition> throttles) {
    var buckets = new HashMap<String, TokenBucket>();
    throttles.forEach((method, throttle) -> buckets.put(method, new TokenBucket(throttle, clock)));
    return buckets;
  }

  UsagePlanDefinition plan() {
    return plan;
  }

  RequestCount count() {
    return count;
  }

  /// Takes a token of the key on this method, if the plan has one for it, and one of the key.
  ///
  /// @param method path and method, as in `/pets/{id}/GET`
  boolean tryConsume(UsagePlanDefinition.Stage stage, String method) {
    var own = methodBuckets.getOrDefault(stage, Map.of()).get(method);
    return (own == null || own.tryConsume()) && (bucket == null || bucket.tryConsume());
  }

  /// Counts a request of today; returns false if the key's quota is used up.
  boolean tryCount() {
    return count.tryCount(Days.today(clock));
  }
}
