package dev.cubby.local.gateway;

/// What a call of a function for a request came to.
sealed interface IntegrationOutcome {

  /// It answered a proxy response.
  record Answered(ApiResponse answer) implements IntegrationOutcome {}

  /// It did not; the gateway answers.
  record Failed(Refusal refusal) implements IntegrationOutcome {}
}
