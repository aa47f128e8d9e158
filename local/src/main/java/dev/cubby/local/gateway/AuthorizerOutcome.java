package dev.cubby.local.gateway;

/// The outcome of an authorizer invocation.
sealed interface AuthorizerOutcome {

  /// The authorizer returned a result. Its policy decides whether the request may pass.
  ///
  /// @param latencyMillis how long it took
  record Answered(Authorization authorization, long latencyMillis) implements AuthorizerOutcome {}

  /// The authorizer threw, or returned something else.
  record Failed(Refusal refusal) implements AuthorizerOutcome {}
}
