package dev.cubby.local.lambda;

import dev.cubby.local.template.FunctionDefinition;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/// A function, initialized on demand.
final class LambdaFunction {

  private final FunctionDefinition definition;
  private final Environments environments;
  private final Semaphore concurrency;
  private final Executor threads;
  private final ScheduledExecutorService timeouts;
  private final AtomicBoolean throttled = new AtomicBoolean();

  /// @param concurrency has a permit per concurrent invocation
  LambdaFunction(
      FunctionDefinition definition,
      Environments environments,
      Semaphore concurrency,
      Executor threads,
      ScheduledExecutorService timeouts) {
    this.definition = definition;
    this.environments = environments;
    this.concurrency = concurrency;
    this.threads = threads;
    this.timeouts = timeouts;
  }

  /// Invokes the handler and waits up to `timeout` for its result; empty if that is too short. An
  /// exception of the function is the result, and is logged with its stack trace unless it denies
  /// access. An invocation over the concurrency limit is refused, and the limit is logged.
  Optional<InvocationResult> invoke(byte[] event, Duration timeout) {
    if (event.length > LambdaRuntime.MAX_PAYLOAD_BYTES) {
      return Optional.of(new InvocationResult.Refused(InvocationResult.Reason.TOO_LARGE));
    }
    if (!concurrency.tryAcquire()) {
      reportThrottling();
      return Optional.of(new InvocationResult.Refused(InvocationResult.Reason.THROTTLED));
    }
    throttled.set(false);
    var invocation = new Invocation(definition, environments, concurrency, timeouts, event);
    threads.execute(invocation);
    return invocation.await(timeout);
  }

  /// Prints one line for all refusals in a row.
  private void reportThrottling() {
    if (!throttled.getAndSet(true)) {
      var reserved = definition.reservedConcurrency();
      System.err.println(
          definition.logicalId()
              + " is throttled: "
              + (reserved == null
                  ? "functions without ReservedConcurrentExecutions have what is left of "
                      + Concurrency.OF_ACCOUNT
                  : "its ReservedConcurrentExecutions is " + reserved));
    }
  }
}
