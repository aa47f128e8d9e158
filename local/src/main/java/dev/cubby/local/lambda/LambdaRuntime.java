package dev.cubby.local.lambda;

import dev.cubby.local.template.Refusals;
import dev.cubby.local.template.Template;
import dev.cubby.local.template.TemplateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// All functions of a template, by logical id.
///
/// The first invocation of a function initializes it. If that fails, the invocation fails, and the
/// next one tries again. Functions with the same code and the same variables in the template share
/// one class loader, and the invocations of a function one instance of its handler, unless each
/// concurrent invocation gets an execution environment of its own.
public final class LambdaRuntime implements AutoCloseable {

  /// Lambda's quota "Invocation payload", for the event and for the result: 6 MB each, in bytes of
  /// JSON (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).
  public static final int MAX_PAYLOAD_BYTES = 6_291_456;

  private static final Duration FOREVER = Duration.ofDays(1);

  /// Time for interrupted functions to end before their artifacts close.
  private static final Duration LAST_GRACE = Duration.ofMillis(500);

  private final CodeCache codeCache = new CodeCache();
  private final Map<String, LambdaFunction> functions = new HashMap<>();
  private final List<EnvironmentFactory> factories = new ArrayList<>();

  /// Platform threads: a function that computes without end would occupy one of the few carriers
  /// that all requests need.
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("function-", 0).factory());

  /// Not the common pool, whose threads functions can occupy.
  private final ScheduledThreadPoolExecutor timeouts =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("function-timeouts").factory());

  /// Creates the functions of `template` without loading them.
  ///
  /// @param isolated whether each concurrent invocation has an execution environment and classes of
  ///   its own
  /// @param variables variables of every function that the template can override
  /// @param overrides variables of every function that take precedence over the template's
  public LambdaRuntime(
      Template template,
      boolean isolated,
      Map<String, String> variables,
      Map<String, String> overrides) {
    timeouts.setRemoveOnCancelPolicy(true);
    var functionVariables =
        new FunctionVariables(template.pseudoParameters().region(), variables, overrides);
    var concurrency = new Concurrency(template.functions().values());
    for (var definition : template.functions().values()) {
      var factory = new EnvironmentFactory(definition, codeCache, functionVariables);
      factories.add(factory);
      functions.put(
          definition.logicalId(),
          new LambdaFunction(
              definition,
              isolated ? new IsolatedEnvironments(factory) : new SharedEnvironment(factory),
              concurrency.of(definition),
              threads,
              timeouts));
    }
  }

  /// Checks that every function's code exists, has its handler's class, and has no SDK that
  /// bypasses this process.
  ///
  /// @throws TemplateException if it does not; the message names each function and its code
  public void requireHandlers() {
    var refusals = new Refusals();
    factories.forEach(factory -> refusals.run(factory::requireHandler));
    refusals.check();
  }

  /// Invokes a function with a JSON event and waits for its result. An exception of the function is
  /// logged to standard error and becomes an [InvocationResult.Failure].
  ///
  /// @throws IllegalArgumentException if there is no such function
  public InvocationResult invoke(String logicalId, byte[] event) {
    // A function has 15 minutes at most.
    return invoke(logicalId, event, FOREVER).orElseThrow();
  }

  /// Invokes a function as [#invoke(String, byte[])] does, but waits up to `timeout` only; empty if
  /// the function takes longer. It continues to run.
  ///
  /// @throws IllegalArgumentException if there is no such function
  public Optional<InvocationResult> invoke(String logicalId, byte[] event, Duration timeout) {
    var function = functions.get(logicalId);
    if (function == null) {
      throw new IllegalArgumentException("The template has no function " + logicalId);
    }
    return function.invoke(event, timeout);
  }

  /// Interrupts running functions, which have 0.5 s to end, runs their shutdown hooks, which have
  /// 10 s, and closes the artifacts. No function can be invoked afterwards.
  @Override
  public void close() {
    threads.shutdownNow();
    timeouts.shutdownNow();
    try {
      threads.awaitTermination(LAST_GRACE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    codeCache.close();
  }
}
