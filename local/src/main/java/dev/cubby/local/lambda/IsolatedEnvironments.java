package dev.cubby.local.lambda;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/// An environment, with classes of its own, for each of the invocations under way at once, as on
/// AWS. Idle ones are taken again, the last used first, so there are never more than there once
/// were invocations at once. Each costs the memory of the function's classes.
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
    factory.forget(environment);
  }
}
