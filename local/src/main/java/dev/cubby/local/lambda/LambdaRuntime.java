package dev.cubby.local.lambda;

import dev.cubby.local.template.Template;
import java.util.HashMap;
import java.util.Map;

/// All functions of a template, called by their logical ids.
///
/// A function is initialised by its first invocation; one that fails to initialise fails that
/// invocation and is tried again by the next. Functions with the same code and the same variables
/// in the template share one class loader.
public final class LambdaRuntime implements AutoCloseable {

  private final CodeCache codeCache = new CodeCache();
  private final Map<String, LambdaFunction> functions = new HashMap<>();

  /// Knows the functions of `template`, and loads none of them yet.
  ///
  /// @param variables what is in every function's environment where the template says nothing
  /// @param overrides what is in every function's environment whatever the template says
  public LambdaRuntime(
      Template template, Map<String, String> variables, Map<String, String> overrides) {
    var functionVariables =
        new FunctionVariables(template.pseudoParameters().region(), variables, overrides);
    for (var definition : template.functions().values()) {
      functions.put(
          definition.logicalId(), new LambdaFunction(definition, codeCache, functionVariables));
    }
  }

  /// Invokes a function with an event in JSON and waits for its result. What a function throws is
  /// logged to standard error, and is a [InvocationResult.Failure].
  ///
  /// @throws IllegalArgumentException if there is no such function
  public InvocationResult invoke(String logicalId, byte[] event) {
    var function = functions.get(logicalId);
    if (function == null) {
      throw new IllegalArgumentException("The template has no function " + logicalId);
    }
    return function.invoke(event);
  }

  /// Closes the artifacts. No function may be running or be invoked afterwards.
  @Override
  public void close() {
    codeCache.close();
  }
}
