package dev.cubby.local.lambda;

/// The execution environments of a function. A timeout ends an environment, as on AWS
/// ("Understanding the Lambda execution environment lifecycle",
/// https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html).
sealed interface Environments permits SharedEnvironment, IsolatedEnvironments {

  /// Takes an environment for one invocation. If none is available, this call initializes one.
  ///
  /// @throws Throwable whatever the function's initialization throws
  ExecutionEnvironment take() throws Throwable;

  /// Returns an environment whose invocation ended in time.
  void giveBack(ExecutionEnvironment environment);

  /// Discards an environment that timed out or exited: no later invocation gets it.
  void abandon(ExecutionEnvironment environment);
}
