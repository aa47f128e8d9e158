package dev.cubby.local.usage;

import org.jspecify.annotations.Nullable;

/// Whether a request may pass its limits.
public sealed interface UsageDecision {

  /// It may, and is counted.
  ///
  /// @param key whose request it is; null where the method needs no key
  record Passed(@Nullable ApiKey key) implements UsageDecision {}

  /// The key is missing, unknown, disabled, or in no plan of the stage.
  record InvalidKey() implements UsageDecision {}

  /// It came too soon after others.
  record Throttled() implements UsageDecision {}

  /// The key's quota is used up.
  record QuotaExceeded() implements UsageDecision {}
}
