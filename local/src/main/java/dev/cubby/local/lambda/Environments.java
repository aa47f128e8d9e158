package dev.cubby.local.lambda;

/// Where the invocations of a function take their execution environments from. A timeout is the end
/// of an environment, as it is on AWS ("Understanding the Lambda execution environment lifecycle",
/// https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html).
sealed interface Environments permits SharedEnvironment, IsolatedEnvironments {

  /// An environment for one invocation, initialised by this call where there is none to be had.
  ///
  /// @throws Throwable whatever the function's initialisation throws
  ExecutionEnvironment take() throws Throwable;

  /// Takes back an environment whose invocation ended in time.
  void giveBack(ExecutionEnvironment environment);

  /// Gives up an environment whose invocation did not: no invocation gets it after this call.
  void abandon(ExecutionEnvironment environment);
}
