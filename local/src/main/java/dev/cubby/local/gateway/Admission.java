package dev.cubby.local.gateway;

import dev.cubby.local.usage.ApiKey;
import org.jspecify.annotations.Nullable;

/// Whether authorizer and limits admit a request.
sealed interface Admission {

  /// The request is admitted.
  ///
  /// @param authorizer the result of the authorizer; null if the route has none
  /// @param apiKey the key whose limits the request counted against; null if it needs no key or
  ///   they are not checked yet
  record Admitted(AuthorizerOutcome.@Nullable Answered authorizer, @Nullable ApiKey apiKey)
      implements Admission {}

  /// The gateway refuses the request.
  ///
  /// @param authorizer the result of the authorizer; null if none was invoked
  record Refused(Refusal refusal, AuthorizerOutcome.@Nullable Answered authorizer)
      implements Admission {}
}
