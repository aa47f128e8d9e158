package dev.cubby.local.gateway;

import dev.cubby.local.usage.ApiKey;
import org.jspecify.annotations.Nullable;

/// Whether a request may pass its authorizer and its limits.
sealed interface Admission {

  /// It may.
  ///
  /// @param authorizer what the authorizer answered; null where the route has none
  /// @param apiKey whose limits the request counted against; null where it needs no key, or they
  ///   were not asked yet
  record Admitted(AuthorizerOutcome.@Nullable Answered authorizer, @Nullable ApiKey apiKey)
      implements Admission {}

  /// It may not; the gateway answers.
  ///
  /// @param authorizer what the authorizer answered; null where none did
  record Refused(Refusal refusal, AuthorizerOutcome.@Nullable Answered authorizer)
      implements Admission {}
}
