package dev.cubby.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.Map;

/// An initialised function, in which invocations run.
///
/// @param loader the loader of the function's classes, and thus of its static fields
/// @param variables the function's environment variables
record ExecutionEnvironment(
    Handler handler, FunctionClassLoader loader, Map<String, String> variables, LogNames logNames) {

  /// Calls the handler on this thread, which belongs to the function until [#leave].
  ///
  /// @throws Throwable whatever the function throws
  byte[] call(byte[] event, Context context) throws Throwable {
    enter(loader, variables);
    return handler.handle(event, context);
  }

  static void enter(FunctionClassLoader loader, Map<String, String> variables) {
    Thread.currentThread().setContextClassLoader(loader);
    FunctionEnvironment.enter(variables);
  }

  static void leave() {
    FunctionEnvironment.leave();
    Thread.currentThread().setContextClassLoader(null);
  }
}
