package dev.cubby.local.usage;

import org.jspecify.annotations.Nullable;

/// Whether the limits admit a request.
public sealed interface UsageDecision {

  /// The request is admitted and counted.
  ///
  /// @param key the key of the request; null if the method needs none
  record Passed(@Nullable ApiKey key) implements UsageDecision {}

  /// The key is missing, unknown, disabled, or in no plan of the stage.
  record InvalidKey() implements UsageDecision {}

  /// The request exceeds a rate or burst limit.
  record Throttled() implements UsageDecision {}

  /// The key's quota is used up.
  record QuotaExceeded() implements UsageDecision {}
}
