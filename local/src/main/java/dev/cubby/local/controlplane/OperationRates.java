package dev.cubby.local.controlplane;

import dev.cubby.local.template.ThrottleDefinition;
import dev.cubby.local.usage.TokenBucket;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/// The rates of operations, across all callers ("API Gateway quotas for creating, deploying and
/// managing an API").
final class OperationRates {

  private final Map<Operation, TokenBucket> buckets = new EnumMap<>(Operation.class);
  private final TokenBucket total;

  OperationRates(InstantSource clock) {
    for (var operation : Operation.values()) {
      ThrottleDefinition rate = operation.rate();
      if (rate != null) {
        buckets.put(operation, new TokenBucket(rate, clock));
      }
    }
    total = new TokenBucket(Operation.TOTAL_RATE, clock);
  }

  boolean tryConsume(Operation operation) {
    var own = buckets.get(operation);
    return (own == null || own.tryConsume()) && total.tryConsume();
  }
}
