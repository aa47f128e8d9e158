package dev.cubby.local.lambda;

import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/// Gives each concurrent invocation an environment with classes of its own, as AWS does. Idle
/// environments are reused, the last used first, so there are never more than the peak of
/// concurrent invocations. Each takes the memory of the function's classes.
final class IsolatedEnvironments implements Environments {

  private final EnvironmentFactory factory;
  private final Deque<ExecutionEnvironment> idle = new ConcurrentLinkedDeque<>();

  /// Those that an invocation has and may give back.
  private final Set<ExecutionEnvironment> taken = ConcurrentHashMap.newKeySet();

  IsolatedEnvironments(EnvironmentFactory factory) {
    this.factory = factory;
  }

  @Override
  public ExecutionEnvironment take() throws Throwable {
    var free = idle.pollFirst();
    var environment = free == null ? factory.isolated() : free;
    taken.add(environment);
    return environment;
  }

  @Override
  public synchronized void giveBack(ExecutionEnvironment environment) {
    if (taken.remove(environment)) {
      idle.addFirst(environment);
    }
  }

  @Override
  public synchronized void abandon(ExecutionEnvironment environment) {
    taken.remove(environment);
    idle.remove(environment);
    factory.forget(environment);
  }
}
