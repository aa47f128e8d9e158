package dev.cubby.local.lambda;

import dev.cubby.local.template.FunctionDefinition;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One invocation of a function on a thread of its own. At the function's timeout the caller gets a
/// failure, the thread is interrupted, and any later result is discarded. Initializing the function
/// does not count towards the timeout.
final class Invocation implements Runnable {

  private static final long MILLIS_PER_SECOND = 1000;

  private final FunctionDefinition function;
  private final Environments environments;
  private final Semaphore concurrency;
  private final ScheduledExecutorService timeouts;
  private final byte[] event;
  private final CompletableFuture<InvocationResult> result = new CompletableFuture<>();

  /// Guarded by this.
  private boolean ended;

  /// Guarded by this; null before it runs.
  private @Nullable Thread runner;

  /// @param concurrency has granted a permit for this invocation, which is released at its end
  Invocation(
      FunctionDefinition function,
      Environments environments,
      Semaphore concurrency,
      ScheduledExecutorService timeouts,
      byte[] event) {
    this.function = function;
    this.environments = environments;
    this.concurrency = concurrency;
    this.timeouts = timeouts;
    this.event = event;
  }

  @Override
  public void run() {
    try {
      var environment = environments.take();
      call(environment, new InvocationContext(function, environment.logNames()));
    } catch (Throwable e) {
      fail(e);
    } finally {
      FunctionProcess.leave();
    }
  }

  /// Waits up to `timeout` for the result; empty if that is too short. The invocation continues.
  /// Interrupting the waiting thread interrupts the function.
  ///
  /// @throws CancellationException if this thread is interrupted
  Optional<InvocationResult> await(Duration timeout) {
    try {
      return Optional.of(result.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      interruptRunner();
      throw new CancellationException("The caller no longer waits for the function");
    } catch (ExecutionException e) {
      throw new IllegalStateException("An invocation always ends with a result", e);
    }
  }

  private synchronized void runsOn(Thread thread) {
    runner = thread;
  }

  private synchronized void interruptRunner() {
    if (!ended && runner != null) {
      runner.interrupt();
    }
  }

  private void call(ExecutionEnvironment environment, InvocationContext context) {
    var thread = Thread.currentThread();
    runsOn(thread);
    var timer =
        timeouts.schedule(
            () -> cutOff(environment, context, thread),
            function.timeout().toNanos(),
            TimeUnit.NANOSECONDS);
    var end = handled(environment, context, thread);
    timer.cancel(false);
    if (ends(null)) {
      environments.giveBack(environment);
      end.run();
    }
  }

  /// Calls the handler. Returns what remains to do if it ended in time.
  private Runnable handled(
      ExecutionEnvironment environment, InvocationContext context, Thread thread) {
    try {
      var outcome =
          InvocationResult.of(
              environment.call(
                  event, context, status -> exit(environment, context, thread, status)));
      return () -> finish(outcome);
    } catch (Throwable e) {
      return () -> fail(e);
    }
  }

  private void cutOff(ExecutionEnvironment environment, InvocationContext context, Thread thread) {
    if (ends(thread)) {
      environments.abandon(environment);
      var message =
          String.format(
              Locale.ROOT,
              "Task timed out after %.2f seconds",
              (double) function.timeout().toMillis() / MILLIS_PER_SECOND);
      System.out.println(Instant.now() + " " + context.getAwsRequestId() + " " + message);
      finish(InvocationResult.Failure.timeout(context.getAwsRequestId(), message));
    }
  }

  /// Discards the environment, even if this invocation has ended and a thread of it lives on.
  private void exit(
      ExecutionEnvironment environment, InvocationContext context, Thread thread, int status) {
    environments.abandon(environment);
    if (ends(Thread.currentThread().equals(thread) ? null : thread)) {
      finish(exited(context.getAwsRequestId(), status));
    }
  }

  private InvocationResult exited(String requestId, int status) {
    var failure = InvocationResult.Failure.exit(requestId, status);
    System.err.println(function.logicalId() + " failed: " + failure.errorMessage());
    return failure;
  }

  /// Ends the invocation; returns false if it has ended before.
  ///
  /// @param interrupted a thread to interrupt if this call ends it. The thread cannot belong to
  ///   another invocation by then: this one has not left it
  private synchronized boolean ends(@Nullable Thread interrupted) {
    if (ended) {
      return false;
    }
    ended = true;
    if (interrupted != null) {
      interrupted.interrupt();
    }
    return true;
  }

  private void fail(Throwable failure) {
    if (failure instanceof FunctionExit exit) {
      finish(exited(UUID.randomUUID().toString(), exit.status()));
      return;
    }
    var outcome = new InvocationResult.Failure(failure.getClass().getName(), failure.getMessage());
    if (!outcome.isUnauthorized()) {
      print(failure);
    }
    finish(outcome);
  }

  private void print(Throwable failure) {
    var trace = new StringWriter();
    trace.append(function.logicalId()).append(" failed: ");
    failure.printStackTrace(new PrintWriter(trace));
    System.err.print(trace);
  }

  private void finish(InvocationResult outcome) {
    concurrency.release();
    result.complete(outcome);
  }
}
