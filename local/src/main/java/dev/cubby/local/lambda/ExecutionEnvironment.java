package dev.cubby.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.Map;
import java.util.function.IntConsumer;

/// An initialized function, in which invocations run.
///
/// @param loader the loader of the function's classes, and thus of its static fields
/// @param variables the function's environment variables
record ExecutionEnvironment(
    Handler handler, FunctionClassLoader loader, Map<String, String> variables, LogNames logNames) {

  /// Calls the handler on this thread, which belongs to the function until [FunctionProcess#leave].
  ///
  /// @param onExit gets the status if the function exits
  /// @throws Throwable whatever the function throws
  byte[] call(byte[] event, Context context, IntConsumer onExit) throws Throwable {
    new FunctionProcess(loader, variables, onExit).enter();
    return handler.handle(event, context);
  }
}
