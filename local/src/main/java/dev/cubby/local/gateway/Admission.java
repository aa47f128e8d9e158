package dev.cubby.local.gateway;

import org.jspecify.annotations.Nullable;

/// Whether a request may pass its authorizer.
sealed interface Admission {

  /// It may.
  ///
  /// @param authorizer what the authorizer answered; null where the route has none
  record Admitted(AuthorizerOutcome.@Nullable Answered authorizer) implements Admission {}

  /// The gateway answers.
  record Refused(Refusal refusal) implements Admission {}
}
