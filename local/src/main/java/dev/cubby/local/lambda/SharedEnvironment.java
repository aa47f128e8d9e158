package dev.cubby.local.lambda;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One environment for all invocations, concurrent or not: less isolation than on AWS, for a
/// fraction of the memory. The first invocation initializes it while the others wait.
final class SharedEnvironment implements Environments {

  private final EnvironmentFactory factory;
  private final ReentrantLock initialization = new ReentrantLock();
  private final AtomicReference<@Nullable ExecutionEnvironment> current = new AtomicReference<>();

  SharedEnvironment(EnvironmentFactory factory) {
    this.factory = factory;
  }

  @Override
  public ExecutionEnvironment take() throws Throwable {
    var environment = current.get();
    return environment == null ? initialized() : environment;
  }

  private ExecutionEnvironment initialized() throws Throwable {
    initialization.lock();
    try {
      var environment = current.get();
      if (environment == null) {
        environment = factory.shared();
        current.set(environment);
      }
      return environment;
    } finally {
      initialization.unlock();
    }
  }

  @Override
  public void giveBack(ExecutionEnvironment environment) {
    // The environment stays in use.
  }

  @Override
  public void abandon(ExecutionEnvironment environment) {
    current.compareAndSet(environment, null);
  }
}
