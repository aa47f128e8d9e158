package dev.cubby.local.usage;

import dev.cubby.local.template.ThrottleDefinition;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Throttles a stage across all callers: each method by its own bucket, then all methods by that of
/// the account.
final class StageThrottle {

  private static final String DEFAULT = "/*/*";

  private final Map<String, ThrottleDefinition> throttles;
  private final InstantSource clock;
  private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();
  private final TokenBucket account;

  /// @param throttles by path and method; `/*/*` applies to methods without their own
  StageThrottle(Map<String, ThrottleDefinition> throttles, InstantSource clock) {
    this.throttles = throttles;
    this.clock = clock;
    account = new TokenBucket(ThrottleDefinition.ACCOUNT, clock);
  }

  /// Takes a token of the method, if it has a limit, and one of the account.
  ///
  /// @param method path and method, as in `/pets/{id}/GET`
  boolean tryConsume(String method) {
    var throttle = throttles.getOrDefault(method, throttles.get(DEFAULT));
    return (throttle == null || bucket(method, throttle).tryConsume()) && account.tryConsume();
  }

  private TokenBucket bucket(String method, ThrottleDefinition throttle) {
    var known = buckets.get(method);
    return known == null
        ? buckets.computeIfAbsent(method, _ -> new TokenBucket(throttle, clock))
        : known;
  }
}
