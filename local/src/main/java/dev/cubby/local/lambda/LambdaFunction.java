package dev.cubby.local.lambda;

import dev.cubby.local.template.FunctionDefinition;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A function that is initialised by its first invocation, and then called by any number of threads
/// at once.
final class LambdaFunction {

  private final FunctionDefinition definition;
  private final CodeCache codeCache;
  private final FunctionVariables functionVariables;
  private final ReentrantLock initialisation = new ReentrantLock();
  private volatile @Nullable Instance instance;

  /// What initialisation leaves behind.
  private record Instance(
      Handler handler, ClassLoader loader, Map<String, String> variables, LogNames logNames) {}

  LambdaFunction(
      FunctionDefinition definition, CodeCache codeCache, FunctionVariables functionVariables) {
    this.definition = definition;
    this.codeCache = codeCache;
    this.functionVariables = functionVariables;
  }

  /// Calls the handler. What it throws is logged with its stack trace, and is the result.
  InvocationResult invoke(byte[] event) {
    var thread = Thread.currentThread();
    var callersLoader = thread.getContextClassLoader();
    try {
      var current = instance();
      thread.setContextClassLoader(current.loader());
      FunctionEnvironment.enter(current.variables());
      return new InvocationResult.Success(
          current.handler().handle(event, new InvocationContext(definition, current.logNames())));
    } catch (Throwable e) {
      log(e);
      return new InvocationResult.Failure(e.getClass().getName(), e.getMessage());
    } finally {
      FunctionEnvironment.leave();
      thread.setContextClassLoader(callersLoader);
    }
  }

  private Instance instance() throws Throwable {
    var current = instance;
    if (current != null) {
      return current;
    }
    initialisation.lock();
    try {
      current = instance;
      if (current == null) {
        current = initialise();
        instance = current;
      }
      return current;
    } finally {
      initialisation.unlock();
    }
  }

  private Instance initialise() throws Throwable {
    Path taskRoot = FunctionCode.directory(definition.codeUri());
    var loader = codeCache.loader(taskRoot, definition.environment());
    var variables = functionVariables.of(definition, taskRoot);
    Thread.currentThread().setContextClassLoader(loader);
    FunctionEnvironment.enter(variables);
    return new Instance(
        new HandlerLoader(loader).load(definition.handler()),
        loader,
        variables,
        LogNames.of(definition));
  }

  private void log(Throwable failure) {
    var trace = new StringWriter();
    trace.append(definition.logicalId()).append(" failed: ");
    failure.printStackTrace(new PrintWriter(trace));
    System.err.print(trace);
  }
}
