package dev.cubby.local.lambda;

import dev.cubby.interleavings.Threads;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// The execution environments of a function that has its own for each concurrent invocation.
public final class PoolScenarios {

  private PoolScenarios() {}

  /// No two invocations have one environment at once.
  @SuppressWarnings("NullAway") // Three are idle, so no invocation needs the factory.
  public static void pool() {
    var environments = new IsolatedEnvironments(null);
    for (int i = 0; i < 3; i++) {
      environments.giveBack(environment());
    }
    Threads.run(() -> use(environments), () -> use(environments), () -> use(environments));
  }

  @SuppressWarnings("NullAway") // The handler ignores its context.
  private static void use(IsolatedEnvironments environments) {
    try {
      var environment = environments.take();
      environment.call(new byte[0], null, _ -> {});
      environments.giveBack(environment);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static ExecutionEnvironment environment() {
    var busy = new AtomicBoolean();
    var handler =
        new Handler.OfStreams((input, output, context) -> {
          Threads.check(busy.compareAndSet(false, true), "Two invocations have one environment");
          busy.set(false);
        });
    return new ExecutionEnvironment(
        handler, new FunctionClassLoader(List.of()), Map.of(), new LogNames("group", "stream"));
  }
}
