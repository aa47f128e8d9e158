package dev.cubby.local.lambda;

import dev.cubby.local.template.FunctionDefinition;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/// A function that is initialised by the invocations that need it to be.
final class LambdaFunction {

  private final FunctionDefinition definition;
  private final Environments environments;
  private final Semaphore concurrency;
  private final Executor threads;

  /// @param concurrency has a permit for every invocation that may be under way
  LambdaFunction(
      FunctionDefinition definition,
      Environments environments,
      Semaphore concurrency,
      Executor threads) {
    this.definition = definition;
    this.environments = environments;
    this.concurrency = concurrency;
    this.threads = threads;
  }

  /// Calls the handler, and waits for its result for as long as `timeout`; empty where that is not
  /// enough. What the function throws is logged with its stack trace, and is the result.
  Optional<InvocationResult> invoke(byte[] event, Duration timeout) {
    if (event.length > LambdaRuntime.MAX_PAYLOAD_BYTES) {
      return Optional.of(new InvocationResult.Refused(InvocationResult.Reason.TOO_LARGE));
    }
    if (!concurrency.tryAcquire()) {
      return Optional.of(new InvocationResult.Refused(InvocationResult.Reason.THROTTLED));
    }
    var invocation = new Invocation(definition, environments, concurrency, event);
    threads.execute(invocation);
    return invocation.await(timeout);
  }
}
