package dev.cubby.local.lambda;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/// Gives each concurrent invocation an environment with classes of its own, as AWS does. Idle
/// environments are reused, the last used first, so there are never more than the peak of
/// concurrent invocations. Each takes the memory of the function's classes.
final class IsolatedEnvironments implements Environments {

  private final EnvironmentFactory factory;
  private final Deque<ExecutionEnvironment> idle = new ConcurrentLinkedDeque<>();

  IsolatedEnvironments(EnvironmentFactory factory) {
    this.factory = factory;
  }

  @Override
  public ExecutionEnvironment take() throws Throwable {
    var environment = idle.pollFirst();
    return environment == null ? factory.isolated() : environment;
  }

  @Override
  public void giveBack(ExecutionEnvironment environment) {
    idle.addFirst(environment);
  }

  @Override
  public void abandon(ExecutionEnvironment environment) {
    idle.remove(environment);
    factory.forget(environment);
  }
}
