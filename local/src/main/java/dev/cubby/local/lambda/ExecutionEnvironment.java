package dev.cubby.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.Map;

/// What initialising a function leaves behind, and what its invocations run in.
///
/// @param loader where the function's classes, and so its static fields, are
/// @param variables what the function sees as its environment variables
record ExecutionEnvironment(
    Handler handler, FunctionClassLoader loader, Map<String, String> variables, LogNames logNames) {

  /// Calls the handler on this thread, which is the function's until [#leave].
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
