package dev.cubby.local.lambda;

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
import java.util.concurrent.TimeUnit;

/// All functions of a template, called by their logical ids.
///
/// A function is initialised by its first invocation; one that fails to initialise fails that
/// invocation and is tried again by the next. Functions with the same code and the same variables
/// in the template share one class loader, and the invocations of a function one instance of its
/// handler, unless each invocation under way is to have an execution environment of its own.
public final class LambdaRuntime implements AutoCloseable {

  /// Lambda's quota "Invocation payload", for the event and for what is answered: 6 MB each, in
  /// bytes of JSON (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).
  public static final int MAX_PAYLOAD_BYTES = 6_291_456;

  private static final Duration FOREVER = Duration.ofDays(1);

  /// For functions that were interrupted: without their artifacts they could only fail.
  private static final Duration LAST_GRACE = Duration.ofMillis(500);

  private final CodeCache codeCache = new CodeCache();
  private final Map<String, LambdaFunction> functions = new HashMap<>();
  private final List<EnvironmentFactory> factories = new ArrayList<>();

  /// Not virtual threads: a function that computes without end would keep one of the few carriers
  /// that all requests need.
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("function-", 0).factory());

  /// Knows the functions of `template`, and loads none of them yet.
  ///
  /// @param isolated whether each of the invocations under way at once has an execution environment
  ///   of its own, with its own classes
  /// @param variables what is in every function's environment where the template says nothing
  /// @param overrides what is in every function's environment whatever the template says
  public LambdaRuntime(
      Template template,
      boolean isolated,
      Map<String, String> variables,
      Map<String, String> overrides) {
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
              threads));
    }
  }

  /// Makes sure that every function's code is there and has its handler's class.
  ///
  /// @throws TemplateException naming a function that lacks it
  public void requireHandlers() {
    factories.forEach(EnvironmentFactory::requireHandler);
  }

  /// Invokes a function with an event in JSON and waits for its result. What a function throws is
  /// logged to standard error, and is a [InvocationResult.Failure].
  ///
  /// @throws IllegalArgumentException if there is no such function
  public InvocationResult invoke(String logicalId, byte[] event) {
    // A function has 15 minutes at most.
    return invoke(logicalId, event, FOREVER).orElseThrow();
  }

  /// Invokes a function as [#invoke(String, byte[])] does, for a caller that waits no longer than
  /// `timeout`: empty where the function did not end in that time. It runs on.
  ///
  /// @throws IllegalArgumentException if there is no such function
  public Optional<InvocationResult> invoke(String logicalId, byte[] event, Duration timeout) {
    var function = functions.get(logicalId);
    if (function == null) {
      throw new IllegalArgumentException("The template has no function " + logicalId);
    }
    return function.invoke(event, timeout);
  }

  /// Interrupts what runs, and closes the artifacts within 0.5 s. No function may be invoked
  /// afterwards.
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      threads.awaitTermination(LAST_GRACE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    codeCache.close();
  }
}
