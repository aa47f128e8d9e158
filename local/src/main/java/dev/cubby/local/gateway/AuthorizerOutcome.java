package dev.cubby.local.gateway;

/// What a call of an authorizer came to.
sealed interface AuthorizerOutcome {

  /// It answered. Whether the request may pass is up to the policy.
  ///
  /// @param latencyMillis how long it took
  record Answered(Authorization authorization, long latencyMillis) implements AuthorizerOutcome {}

  /// It threw, or answered something else.
  record Failed(Refusal refusal) implements AuthorizerOutcome {}
}
